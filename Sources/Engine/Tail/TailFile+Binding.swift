import AccessLog
import Foundation

extension TailFile {
  /// How an attempt to find the content in a file went.
  enum Binding: Hashable {
    case done
    /// Something else is in the file.
    case different
    /// It cannot be looked at.
    case failed(String)
  }

  /// Opens a file if it holds this content, up to the place where reading goes on.
  func bind(_ path: String) -> Binding {
    let opened: Descriptor
    switch TailFile.open(path) {
    case .failure(let problem): return .failed(problem.description)
    case .success(let descriptor): opened = descriptor
    }
    guard let status = FileStatus(opened), status.isRegular else { return .different }
    let first = opened.bytes(at: 0, count: TailPlace.headLength)
    if Compression.detect(first) != nil { return bindPacked(path, status) }
    guard head.begins(first) else { return .different }
    let anchor = savedAnchor ?? ContentPrint(readTail)
    let bytes = opened.bytes(at: readOffset - Int64(anchor.length), count: anchor.length)
    guard bytes.count == anchor.length, anchor.begins(bytes) else { return .different }
    takeOver(bytes)
    extendHead(first)
    (origin, key, self.path) = (.file(opened), status.key, path)
    (isPacked, isOverwritten, isGone) = (false, false, false)
    target = path.linkTarget
    return .done
  }

  /// The bytes before the place, now that they are known.
  private func takeOver(_ bytes: [UInt8]) {
    readTail = bytes
    guard savedAnchor != nil else { return }
    savedAnchor = nil
    place.tail = bytes
    consumedTail = bytes
  }

  private func bindPacked(_ path: String, _ status: FileStatus) -> Binding {
    do throws(SourceProblem) {
      let source = try InputFile(name: path).open()
      guard let first = (source as? DecompressedSource)?.head.prefix(TailPlace.headLength),
        head.begins(Array(first)), try skip(source)
      else { return .different }
      extendHead(Array(first))
      (origin, key, self.path) = (.packed(source), status.key, path)
      (isPacked, isOverwritten, isGone) = (true, false, false)
      return .done
    } catch {
      return .failed(error.description)
    }
  }

  /// Reads up to the place; false if other bytes stand before it.
  private func skip(_ source: any ByteSource) throws(SourceProblem) -> Bool {
    let anchor = savedAnchor ?? ContentPrint(readTail)
    var tail: [UInt8] = []
    var rest = readOffset
    while rest > 0 {
      let bytes = try source.readHead(Int(min(rest, 1 << 18)))
      if bytes.isEmpty { return false }
      tail = TailPlace.tail(tail, bytes[...])
      rest -= Int64(bytes.count)
    }
    tail = Array(tail.suffix(anchor.length))
    guard tail.count == anchor.length, anchor.begins(tail) else { return false }
    takeOver(tail)
    return true
  }

  /// The first bytes of a file, decompressed; nil if they cannot be read.
  static func head(of path: String) -> [UInt8]? {
    guard case .success(let descriptor) = open(path) else { return nil }
    let first = descriptor.bytes(at: 0, count: TailPlace.headLength)
    guard Compression.detect(first) != nil else { return first }
    return try? InputFile(name: path).head(TailPlace.headLength)
  }

  /// True if the file that is known by its number still holds the content. One that cannot be read
  /// is believed to.
  func stillHolds(_ status: FileStatus, at path: String) -> Bool {
    if checked == status { return true }
    guard case .success(let descriptor) = TailFile.open(path) else { return true }
    let first = descriptor.bytes(at: 0, count: TailPlace.headLength)
    if Compression.detect(first) == nil {
      let anchor = savedAnchor ?? ContentPrint(readTail)
      let bytes = descriptor.bytes(at: readOffset - Int64(anchor.length), count: anchor.length)
      guard head.begins(first), anchor.begins(bytes) else { return false }
    } else {
      // A compressed file may have got the number of a log that was deleted.
      guard head.length > 0, let first = TailFile.head(of: path), head.begins(first) else {
        return false
      }
    }
    checked = status
    return true
  }

  /// Looks whether an open file still holds what was read from it.
  func verify() {
    guard let descriptor, !isOverwritten else { return }
    if !isUnchanged(descriptor) { isOverwritten = true }
  }

  /// Begins at the end of a file that is met for the first time.
  /// - Parameter isLast: True for the file that is written now.
  /// - Returns: False if it need not be remembered.
  func startAtEnd(_ member: LogMember, isLast: Bool) -> Bool {
    switch bind(member.path) {
    case .different: return false
    case .failed(let sentence):
      guard isLast else { return false }
      (problem, place.offset, readOffset) = (sentence, member.status.size, member.status.size)
      return true
    case .done: break
    }
    if isPacked {
      // Only to know it again; what is in it is not read.
      (isFinished, isDirty) = (true, false)
    } else {
      moveToEnd()
      isFinished = !isLast
      isDirty = isLast
    }
    if isFinished { close() }
    return isLast || !isPacked
  }

  /// Opens a file for reading, without waiting for the other end of a pipe.
  static func open(_ path: String) -> Result<Descriptor, SourceProblem> {
    let number = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if number >= 0 { return .success(Descriptor(number)) }
    switch errno {
    case ENOENT, ENOTDIR: return .failure(.missing(path))
    case EACCES, EPERM: return .failure(.forbidden(path))
    default: return .failure(.cannotOpen(path, String(cString: strerror(errno))))
    }
  }

  /// Moves the place to the end of the last whole line: where a log that is met for the first time
  /// is followed from.
  func moveToEnd() {
    guard let descriptor, let status = FileStatus(descriptor) else { return }
    var end = status.size
    let longest: Int64 = 1 << 20
    let step: Int64 = 1 << 16
    var searched: Int64 = 0
    while end > 0, searched < longest {
      let count = min(step, end)
      let bytes = descriptor.bytes(at: end - count, count: Int(count))
      if let last = bytes.lastIndex(of: 0x0a) {
        end = end - count + Int64(last) + 1
        break
      }
      end -= count
      searched += count
    }
    if searched >= longest { (end, place.isInsideLine) = (status.size, true) }
    place.offset = end
    place.line = countLines(descriptor, upTo: end)
    let length = Int(min(end, Int64(TailPlace.anchorLength)))
    place.tail = descriptor.bytes(at: end - Int64(length), count: length)
    place.header = headerBefore(descriptor, end)
    (readOffset, readTail, consumedTail) = (end, place.tail, place.tail)
  }

  /// Lines before a place: counted where that takes a moment at most, else numbers of lines begin
  /// here.
  private func countLines(_ descriptor: Descriptor, upTo end: Int64) -> Int64 {
    guard end <= 1 << 26 else { return 0 }
    var (offset, lines) = (Int64(0), Int64(0))
    while offset < end {
      let bytes = descriptor.bytes(at: offset, count: Int(min(1 << 18, end - offset)))
      if bytes.isEmpty { break }
      lines += Int64(bytes.count { $0 == 0x0a })
      offset += Int64(bytes.count)
    }
    return lines
  }

  /// The header line in force, from the first lines of the log.
  private func headerBefore(_ descriptor: Descriptor, _ end: Int64) -> [UInt8] {
    let head = descriptor.bytes(at: 0, count: Int(min(end, 1 << 16)))
    guard head.first == UInt8(ascii: "#") else { return [] }
    var reader = LogReader(format: FormatCatalog.format(named: "w3c")?.makeParser())
    var batch = RequestBatch()
    var rest = head[...]
    _ = reader.fill(&batch, capacity: head.count) { buffer in
      let count = min(buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
    return reader.header
  }
}

extension Descriptor {
  /// The next place at or behind an offset where the file has data and no hole.
  func nextData(from offset: Int64) -> Int64 {
    #if os(Linux)
      let seekData: Int32 = 3  // SEEK_DATA of <unistd.h>
      let found = lseek(number, off_t(offset), seekData)
      return found > 0 ? Int64(found) : offset
    #else
      return offset
    #endif
  }
}
