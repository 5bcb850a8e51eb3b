/// The compressions that logs come in, each undone by the system's own program.
///
/// A file's first bytes decide, never its name: rotation scripts rename, and people do.
enum Compression: Sendable, Hashable, CaseIterable {
  case gzip
  case bzip2
  case xz
  case zstd

  /// The compression that the first bytes announce.
  ///
  /// gzip: RFC 1952 §2.3.1 (and compress(1)'s `1f 9d`, which gzip undoes as well); bzip2: "BZh" and
  /// a block size; xz: the .xz file format §2.1.1.1; zstd: RFC 8878 §3.1.1, and its skippable frames
  /// §3.1.2, with which a file may begin.
  static func detect(_ head: [UInt8]) -> Compression? {
    if head.starts(with: [0x1f, 0x8b]) || head.starts(with: [0x1f, 0x9d]) { return .gzip }
    if head.starts(with: [0x42, 0x5a, 0x68]), head.count > 3, (0x31...0x39).contains(head[3]) {
      return .bzip2
    }
    if head.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) { return .xz }
    if head.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) { return .zstd }
    if head.count > 3, head[0] & 0xf0 == 0x50, head[1...3] == [0x2a, 0x4d, 0x18] { return .zstd }
    return nil
  }

  /// The program that undoes it.
  var program: String {
    switch self {
    case .gzip: "gzip"
    case .bzip2: "bzip2"
    case .xz: "xz"
    case .zstd: "zstd"
    }
  }

  /// The package that brings the program (the same name in Debian, Fedora and Homebrew but for xz).
  var package: String { self == .xz ? "xz-utils (xz)" : program }

  /// Arguments to read standard input and write standard output: `--memlimit` bounds what a hostile
  /// file can make the decompressor allocate.
  var arguments: [String] {
    switch self {
    case .gzip, .bzip2: ["-dc"]
    case .xz: ["-dc", "-q", "--memlimit-decompress=512MiB"]
    case .zstd: ["-dc", "-q", "--memory=512MB"]
    }
  }

  /// True where this exit status says that all data came, only with a remark: gzip's 2 (trailing
  /// garbage), xz's 2.
  func isRemark(status: Int32) -> Bool { status == 2 && (self == .gzip || self == .xz) }
}
