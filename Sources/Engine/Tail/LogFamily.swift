import AccessLog
import Foundation

/// A followed log: the file that is written now, and the files that it was written to before, as far
/// as they matter. They are read one after the other, the oldest first.
final class LogFamily {
  /// The path without rotation and compression.
  let family: String
  /// The files whose content is known, the oldest first.
  var files: [TailFile] = []
  /// True once it is settled where reading begins.
  var isStarted = false
  /// Paths that the user's words stand for.
  var named: Set<String> = []
  /// The latest time of modification seen in it.
  var modified: Int64 = .min
  /// True if changes in its directory are reported.
  var isWatched = false
  /// What is wrong with it as a whole, as a sentence.
  var problem: String?
  /// True if there may be something to read.
  var isDirty = true
  /// True if its directory has to be looked at.
  var mustResolve = true
  /// True if a file in it could not be judged yet, and it has to be looked at again soon.
  var isUnsettled = false

  init(family: String) { self.family = family }

  init(_ saved: TailedLog, now: Double) {
    family = saved.family
    modified = saved.modified
    // Of an empty file there is nothing to know again; its number may be another one's by now.
    files = saved.files.filter { $0.head.length > 0 || $0.offset > 0 }.map {
      TailFile($0, now: now)
    }
    isStarted = true
  }

  /// The file whose lines come next.
  var current: TailFile? { files.first { $0.pending != nil } }

  /// The file that is written now.
  var newest: TailFile? { files.last { !$0.isGone } }

  /// Says that there may be something to read.
  func markDirty() {
    isDirty = true
    for file in files where !file.isFinished { file.isDirty = true }
  }

  /// What a checkpoint keeps.
  var saved: TailedLog {
    TailedLog(
      family: family, modified: modified,
      files: files.filter { !$0.isStream }.map(\.position))
  }

  /// Reads until there is something to hand out or nothing to read.
  func pump(_ tools: inout TailTools, _ lister: DirectoryLister, _ elsewhere: (LogMember) -> Bool) {
    guard current == nil else { return }
    if mustResolve {
      resolve(tools, lister, elsewhere)
      settleOverwritten(&tools)
    }
    var index = 0
    var rounds = 0
    while index < files.count {
      let file = files[index]
      while file.isDirty, file.pending == nil, !file.isFinished {
        visit(file, &tools)
        if file.isOverwritten { break }
      }
      if file.pending != nil { return }
      if file.isOverwritten, rounds < 8 {
        // What follows is found in its directory: a copy of the old lines, and the new ones.
        resolve(tools, lister, elsewhere)
        settleOverwritten(&tools)
        (index, rounds) = (0, rounds + 1)
      } else {
        index += 1
      }
    }
    isDirty = false
  }

  private func visit(_ file: TailFile, _ tools: inout TailTools) {
    if !file.isOpen {
      guard let status = FileStatus(path: file.path), status.key == file.key else {
        file.isDirty = false
        return
      }
      if !file.isPacked, file.reader != nil, file.seen == (status.size, status.modified) {
        file.isDirty = false
        return
      }
      switch file.bind(file.path) {
      case .done: file.problem = nil
      case .different:
        file.isOverwritten = true
        return
      case .failed(let sentence):
        (file.problem, file.isDirty) = (sentence, false)
        return
      }
    }
    if file.reader == nil, file.place.offset == 0 { inheritFormat(file) }
    if let objection = file.objection() {
      (file.problem, file.isDirty) = (objection, false)
      return
    }
    file.fill(&tools)
    if file.isAtEnd { noteSeen(file) }
  }

  private func noteSeen(_ file: TailFile) {
    guard let descriptor = file.descriptor, let status = FileStatus(descriptor) else { return }
    file.seen = (file.readOffset, status.modified)
    modified = max(modified, status.modified)
  }

  /// A file with few lines is in the format of the one before it until it can tell.
  private func inheritFormat(_ file: TailFile) {
    guard file.format.known == nil, let place = files.firstIndex(where: { $0 === file }) else {
      return
    }
    guard let known = files[..<place].last(where: { $0.format.known != nil })?.format.known else {
      return
    }
    file.format = TailFormat(known: known, isInherited: true)
  }

  /// Ends files whose content was overwritten and not found elsewhere.
  private func settleOverwritten(_ tools: inout TailTools) {
    for file in files where file.isOverwritten {
      file.isOverwritten = false
      file.close()
      file.key = nil
      file.isGone = true
      file.finish(&tools)
    }
  }

  /// Lets files go that were rotated away or deleted and have been quiet for long enough.
  func letGo(_ tools: inout TailTools) {
    guard current == nil else { return }
    for file in files where !file.isFinished && !file.isDirty && !file.isStream {
      let isOld = file.isGone || file !== newest
      let isUnlinked = file.isGone && file.isOpen
      // A deleted file cannot be opened again; it is kept for longer.
      let quiet = tools.settings.quietSeconds * (isUnlinked ? 10 : 1)
      guard isOld, file.problem == nil, tools.now - file.lastGrowth >= quiet else { continue }
      file.finish(&tools)
      file.close()
      if file.pending != nil { return }
    }
  }
}

extension TailFile {
  /// Why its content is no log, looked at before its first line is read.
  func objection() -> String? {
    guard reader == nil, place.offset == 0, let descriptor else { return nil }
    let head = descriptor.bytes(at: 0, count: ContentCheck.headSize)
    return ContentCheck.objection(to: head).map { SourceProblem.notText(path, $0).description }
  }
}
