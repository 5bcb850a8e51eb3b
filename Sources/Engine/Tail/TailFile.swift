import AccessLog
import Foundation
import Inspection

/// One file of a followed log: the content that was found in it, how far that has been read and
/// handed out, and where its bytes come from just now.
///
/// The content is what stays: when the file is renamed, copied or compressed, only `origin` and
/// `path` change. When it is overwritten, what was in it is over, and a new `TailFile` begins.
final class TailFile {
  /// Where bytes come from.
  enum Origin {
    /// Nowhere just now: closed while idle, or not found again yet.
    case none
    /// A file, read from any place.
    case file(Descriptor)
    /// A compressed file, read from its beginning to its end once.
    case packed(any ByteSource)
    /// A pipe.
    case stream(Descriptor)
  }

  /// Where it was last seen.
  var path: String
  /// What its path links to, where it is a link.
  var target: String?
  /// The name for alerts: the path when it was opened first.
  let name: String
  /// The file that holds it, where it is known.
  var key: FileKey?
  var origin = Origin.none
  /// The print of its first bytes.
  var head = ContentPrint([])
  /// How far it has been handed out.
  var place = TailPlace()
  /// The print to find before the place where reading goes on, until the bytes themselves are known.
  var savedAnchor: ContentPrint?
  /// True if it was read to its end and nothing more is expected.
  var isFinished = false
  /// True if there may be something to read.
  var isDirty = true
  /// True if what was in the file is not there any more.
  var isOverwritten = false
  /// True if none of the log's present files holds it.
  var isGone = false
  /// True for a standard input or a pipe, which has no place to go back to.
  let isStream: Bool
  /// True for a compressed file.
  var isPacked = false
  /// When it last grew, by the settings' clock.
  var lastGrowth: Double
  /// Its size and time of modification when it was last read to its end.
  var seen: (size: Int64, modified: Int64) = (-1, -1)
  /// The state in which it was last found to hold its content.
  var checked: FileStatus?

  /// Bytes given to the reader, and the last of them.
  var readOffset: Int64 = 0
  var readTail: [UInt8] = []
  var reader: LogReader?
  var format = TailFormat()

  /// The bytes before the reader's place, at most `TailPlace.anchorLength`.
  var consumedTail: [UInt8] = []
  /// What was read and not handed out.
  var pending: PendingBatch?
  var isAtEnd = false
  var hasStreamEnded = false

  /// Lines handed out in this run.
  var lines = 0
  var malformed = 0
  var problem: String?
  var unknown = UnknownFormat()
  var hasRequests = false

  /// A file that has not been read yet.
  init(path: String, status: FileStatus?, isStream: Bool = false, now: Double) {
    self.path = path
    name = path
    key = status?.key
    self.isStream = isStream
    lastGrowth = now
  }

  /// A file as a checkpoint describes it, to be found again.
  init(_ saved: TailPosition, now: Double) {
    path = saved.path
    target = saved.target
    name = saved.path
    key = FileKey(device: saved.device, inode: saved.inode)
    isStream = false
    head = saved.head
    place.offset = saved.offset
    place.line = saved.line
    place.isInsideLine = saved.isInsideLine
    place.header = saved.header
    readOffset = saved.offset
    savedAnchor = saved.anchor
    format = TailFormat(known: saved.format, isSettled: saved.isSettled)
    isFinished = saved.isFinished
    lastGrowth = now
  }

  /// What a checkpoint keeps of it.
  var position: TailPosition {
    TailPosition(
      path: path, target: target, device: key?.device ?? 0, inode: key?.inode ?? 0, head: head,
      offset: place.offset, line: place.line, anchor: savedAnchor ?? ContentPrint(place.tail),
      isInsideLine: place.isInsideLine, format: format.known, isSettled: format.isSettled,
      header: place.header, isFinished: isFinished && pending == nil)
  }

  /// The descriptor of a file that is open.
  var descriptor: Descriptor? {
    if case .file(let descriptor) = origin { return descriptor }
    return nil
  }

  var isOpen: Bool {
    if case .none = origin { return false }
    return true
  }

  /// Closes it; it is opened again when it has grown.
  func close() { origin = .none }
}

/// What is known about the format of a file.
struct TailFormat {
  /// The format found, or taken over from the file before.
  var known: DetectedFormat?
  /// True if it was found from as many lines as detection looks at, or named by the user.
  var isSettled = false
  /// True if it was taken over and no line has confirmed it.
  var isInherited = false
}
