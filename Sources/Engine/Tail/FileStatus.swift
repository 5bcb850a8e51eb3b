import Foundation

/// What the system says about a file, as far as following it needs to know.
struct FileStatus: Hashable {
  let device: UInt64
  let inode: UInt64
  let size: Int64
  /// When it was last written, in nanoseconds since 1970.
  let modified: Int64
  /// Names that it has; 0 once it was deleted.
  let links: UInt64
  private let mode: UInt32

  /// The file at a path, links followed; nil where there is none or it cannot be reached.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The open file.
  init?(_ descriptor: Descriptor) {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    links = UInt64(truncatingIfNeeded: status.st_nlink)
    mode = UInt32(truncatingIfNeeded: status.st_mode)
  }

  /// True for an ordinary file, which can be read again from any place.
  var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
  /// True for a directory.
  var isDirectory: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
  /// What it is known by as long as it exists.
  var key: FileKey { FileKey(device: device, inode: inode) }
}

/// What tells two files of one moment apart: device and inode. An inode is used again after a file is
/// gone.
struct FileKey: Hashable, Comparable {
  var device: UInt64
  var inode: UInt64

  static func < (a: FileKey, b: FileKey) -> Bool {
    (a.device, a.inode) < (b.device, b.inode)
  }
}

extension Descriptor {
  /// `pread(2)`, taken up again after a signal.
  /// - Returns: Bytes read, 0 at the end, −1 with `errno` set.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int {
    while true {
      let count = pread(number, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 || errno != EINTR { return count }
    }
  }

  /// The bytes at a place, as many of `count` as there are.
  func bytes(at offset: Int64, count: Int) -> [UInt8] {
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let read = self.read(into: rest, at: offset + Int64(filled))
        guard read > 0 else { return }
        filled += read
      }
    }
  }
}
