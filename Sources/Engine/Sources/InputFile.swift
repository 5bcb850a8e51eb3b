import Foundation

/// One file or stream of the input, found but not open.
public struct InputFile: Sendable, Hashable {
  /// The name for alerts and messages: the path as the user wrote it, `-` for standard input.
  public let name: String

  /// The file at a path, or standard input for `-`.
  public init(name: String) { self.name = name }

  /// True for standard input.
  public var isStandardInput: Bool { name == "-" }

  /// Opens the file and looks at its first bytes: compressed files are decompressed on the way.
  /// - Throws: Why it cannot be read, `empty` where there is nothing in it.
  public func open() throws(SourceProblem) -> any ByteSource {
    let descriptor = try openDescriptor()
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else {
      throw .cannotOpen(name, String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .noLogs(name) }
    // Only a regular file can be wound back. Redirected standard input may be one (`< access.log`),
    // and may have been read in part by whoever started us: it is read from where it stands.
    let start = status.st_mode & S_IFMT == S_IFREG ? lseek(descriptor.number, 0, SEEK_CUR) : -1
    return start >= 0
      ? try openFile(descriptor, from: Int64(start), size: Int64(status.st_size))
      : try openStream(descriptor)
  }

  /// The first bytes after decompression, at most `limit`, which the next reader reads again.
  ///
  /// Only a file can be read twice: the head of a stream (standard input, a pipe) is empty.
  /// - Throws: Why it cannot be read.
  public func head(_ limit: Int = 65_536) throws(SourceProblem) -> [UInt8] {
    if isStandardInput { return [] }
    if let identity = FileIdentity(path: name), !identity.isRegular { return [] }
    let source = try open()
    return try source.readHead(limit)
  }

  private func openDescriptor() throws(SourceProblem) -> Descriptor {
    guard !isStandardInput else { return Descriptor(STDIN_FILENO) }
    let number = Foundation.open(name, O_RDONLY | O_CLOEXEC)
    guard number < 0 else { return Descriptor(number) }
    switch errno {
    case ENOENT, ENOTDIR: throw .missing(name)
    case EACCES, EPERM: throw .forbidden(name)
    default: throw .cannotOpen(name, String(cString: strerror(errno)))
    }
  }

  private func openFile(
    _ descriptor: Descriptor, from start: Int64, size: Int64
  ) throws(SourceProblem) -> any ByteSource {
    var head = [UInt8](repeating: 0, count: ContentCheck.headSize)
    let count = pread(descriptor.number, &head, head.count, off_t(start))
    guard count >= 0 else { throw .cannotOpen(name, String(cString: strerror(errno))) }
    head.removeLast(head.count - count)
    #if os(Linux)
      _ = posix_fadvise(descriptor.number, 0, 0, POSIX_FADV_SEQUENTIAL)
    #endif
    guard let compression = Compression.detect(head) else {
      try check(head)
      return DescriptorSource(name: name, descriptor: descriptor, size: max(0, size - start))
    }
    return try openCompressed(descriptor, size: size, head: [], compression)
  }

  /// A stream gives what it has: its first read may be a few bytes long, and a live one must not be
  /// waited for.
  private func openStream(_ descriptor: Descriptor) throws(SourceProblem) -> any ByteSource {
    var head: [UInt8] = []
    // The longest sign of a compression has 6 bytes; a shorter first read is filled up to that.
    while head.count < 6 {
      let more = [UInt8](unsafeUninitializedCapacity: ContentCheck.headSize) { buffer, count in
        count = max(0, descriptor.read(into: UnsafeMutableRawBufferPointer(buffer)))
      }
      if more.isEmpty { break }
      head += more
    }
    guard let compression = Compression.detect(head) else {
      try check(head)
      return DescriptorSource(name: name, descriptor: descriptor, size: nil, pushback: head)
    }
    return try openCompressed(descriptor, size: nil, head: head, compression)
  }

  private func openCompressed(
    _ descriptor: Descriptor, size: Int64?, head: [UInt8], _ compression: Compression
  ) throws(SourceProblem) -> any ByteSource {
    let source = try DecompressedSource(
      name: name, file: descriptor, size: size, head: head, compression: compression)
    if source.head.isEmpty {
      // Nothing came out: say what was wrong, if the decompressor did.
      _ = try source.readHead(1)
    }
    try check(source.head)
    return source
  }

  private func check(_ head: [UInt8]) throws(SourceProblem) {
    if head.isEmpty { throw .empty(name) }
    if let objection = ContentCheck.objection(to: head) { throw .notText(name, objection) }
  }
}
