import Foundation

/// Reads what the system's decompressor makes of a file or stream.
///
/// The decompressor works in its own process, so that it runs beside the parser, and a hostile file
/// that breaks it breaks nothing here. It reads the file itself through an inherited descriptor: no
/// name stands on a command line. Memory is what the pipe holds.
final class DecompressedSource: ByteSource {
  let name: String
  private let compression: Compression
  private let file: Descriptor
  private let size: Int64?
  private let child: ChildProcess
  private var pushback = Pushback()
  private var position: Int64 = 0
  private var complaint: [UInt8] = []
  private var ending: SourceProblem?
  private var hasEnded = false

  /// Starts the decompressor.
  /// - Parameters:
  ///   - size: Size of the stored file; nothing for a stream.
  ///   - head: For a stream, the bytes that were read from it already.
  init(
    name: String, file: Descriptor, size: Int64?, head: [UInt8], compression: Compression
  ) throws(SourceProblem) {
    self.name = name
    self.compression = compression
    self.file = file
    self.size = size
    do throws(ChildProcess.StartFailure) {
      child = try DecompressedSource.start(compression, file: file, isStream: size == nil, head)
    } catch {
      throw error.code == ENOENT
        ? .missingProgram(name, compression)
        : .cannotOpen(name, String(cString: strerror(error.code)))
    }
    #if os(Linux)
      // 1 MiB instead of 64 KiB: fewer switches between the two processes. Refusal does no harm.
      let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ of <linux/fcntl.h>
      _ = fcntl(child.output.number, setPipeSize, 1 << 20)
    #endif
    // What came out before a file breaks off stands; that it did is said behind it.
    pushback = Pushback(readDecompressedHead())
  }

  private static func start(
    _ compression: Compression, file: Descriptor, isStream: Bool, _ head: [UInt8]
  ) throws(ChildProcess.StartFailure) -> ChildProcess {
    let (program, arguments) = (compression.program, compression.arguments)
    guard isStream else { return try ChildProcess(program, arguments, input: file) }
    let pipe = try ChildProcess.pipe()
    let child = try ChildProcess(program, arguments, input: pipe.reading)
    StreamFeeder.start(head: head, from: file, to: pipe.writing)
    return child
  }

  /// The first bytes, for a look at the content; they are read again.
  private(set) var head: [UInt8] = []

  /// The decompressor shares the file's offset, which so says how far it is.
  var progress: ReadProgress? {
    guard let size else { return nil }
    return ReadProgress(done: min(size, Int64(lseek(file.number, 0, SEEK_CUR))), total: size)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
    let again = pushback.take(into: buffer)
    if again > 0 { return again }
    let count = readOutput(into: buffer)
    guard count == 0, let problem = ending else { return count }
    ending = nil
    throw problem
  }

  private func readDecompressedHead() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: ContentCheck.headSize)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        readOutput(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count == 0 { break }
      filled += count
      // A stream is not waited for longer than its first bytes take.
      if size == nil { break }
    }
    head = Array(bytes[..<filled])
    return head
  }

  /// Bytes from the decompressor; 0 at its end, `ending` then says what was wrong.
  private func readOutput(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    if hasEnded { return 0 }
    waitForOutput()
    let count = child.output.read(into: buffer)
    if count > 0 {
      position += Int64(count)
      return count
    }
    hasEnded = true
    collectComplaint()
    let status = child.wait()
    if status != 0 { ending = problem(status: status) }
    return 0
  }

  /// Waits until there is output, taking in complaints meanwhile: a full pipe of complaints would
  /// stop the decompressor for ever.
  private func waitForOutput() {
    var waits = [
      pollfd(fd: child.output.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: child.complaints.number, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      guard poll(&waits, nfds_t(waits.count), -1) > 0 || errno == EINTR else { return }
      if waits[0].revents != 0 { return }
      if waits[1].revents != 0, !takeComplaint() { waits[1].fd = -1 }
    }
  }

  /// Takes in what is there; false at its end. The first 4 KiB are kept.
  private func takeComplaint() -> Bool {
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = max(0, child.complaints.read(into: UnsafeMutableRawBufferPointer(buffer)))
    }
    if complaint.count < 4096 { complaint += bytes }
    return !bytes.isEmpty
  }

  private func collectComplaint() {
    while takeComplaint() {}
  }

  private func problem(status: Int32) -> SourceProblem {
    let first = String(decoding: complaint, as: UTF8.self)
      .split(whereSeparator: \.isNewline).first { $0.contains(where: \.isLetter) }
    let words = first.map(plain) ?? "\(compression.program) ended with status \(status)"
    return compression.isRemark(status: status)
      ? .remark(name, words) : .brokenOff(name, after: position, words)
  }

  /// The complaint without "stdin:" and the like, which is the decompressor's name for the file.
  private func plain(_ complaint: Substring) -> String {
    let program = compression.program
    let own = [program, "stdin", "(stdin)", "/*stdin*\\"]
    let parts = complaint.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) }
    var words = parts.filter { !own.contains($0) }.joined(separator: ": ")
    while let last = words.last, ".; ".contains(last) { words.removeLast() }
    return program + ": " + words
  }
}
