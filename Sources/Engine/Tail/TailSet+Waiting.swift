import Foundation

extension TailSet {
  /// Seconds between two looks at files whose changes are not reported, for up to a thousand files;
  /// with more it is longer, so that looking stays cheap.
  static let pollInterval = 0.25
  /// Seconds between two looks at everything, as nothing that is reported is relied upon alone.
  static let scanInterval = 10.0

  /// Waits until something may be there to read, until `wake`, or for some seconds.
  public func wait(seconds: Double) {
    let deadline = tools.now + seconds
    repeat {
      if hasWork { return }
      let rest = min(deadline, nextLook) - tools.now
      guard look(seconds: max(0, min(rest, seconds))) else { return }
    } while seconds > 0 && tools.now < deadline
  }

  /// Ends the present or the next `wait`; from any thread.
  public func wake() { watcher.wake() }

  private var hasWork: Bool {
    ordered.contains { $0.isDirty || $0.mustResolve || $0.current != nil }
  }

  /// When something has to be looked at again.
  private var nextLook: Double {
    let isBusy = ordered.contains { !$0.isWatched || $0.isUnsettled || $0.hasLeftovers }
    return min(lastScan + TailSet.scanInterval, isBusy ? lastPoll + interval : .infinity)
  }

  private var interval: Double {
    let files = ordered.reduce(0) { $0 + $1.files.count }
    return max(TailSet.pollInterval, Double(files) / 4000)
  }

  /// Takes notice of what has changed.
  /// - Returns: False if somebody woke it.
  @discardableResult
  func look(seconds: Double) -> Bool {
    let streams = ordered.flatMap { $0.files.compactMap(\.openStream) }
    guard let changes = watcher.wait(seconds: seconds, streams: streams) else { return false }
    for family in ordered where family.files.contains(where: { $0.openStream != nil }) {
      family.markDirty()
    }
    apply(changes)
    let now = tools.now
    if changes.isOverflown || now - lastScan >= TailSet.scanInterval {
      scan()
      poll(all: true)
    } else if now - lastPoll >= interval {
      poll(all: false)
    }
    return true
  }

  private func apply(_ changes: FileWatcher.Changes) {
    for path in changes.written {
      if let family = aliases[path] ?? families[lister.name(path).family] {
        family.noteWritten(path)
      }
    }
    guard !changes.directories.isEmpty else { return }
    scan()
    for family in ordered where changes.directories.contains(family.prefix) {
      family.mustResolve = true
    }
    for (path, family) in aliases where changes.directories.contains(path.prefixPart) {
      family.mustResolve = true
    }
  }

  /// Looks at the files whose changes are not reported, or at all.
  private func poll(all: Bool) {
    lastPoll = tools.now
    for family in ordered
    where all || !family.isWatched || family.isUnsettled || family.hasLeftovers {
      family.poll(lister)
      family.letGo(&tools)
      if family.current != nil { family.isDirty = true }
    }
    closeIdle()
  }

  /// Has the directories of all logs watched, and those that their names link to.
  func watch() {
    aliases = [:]
    for word in patterns {
      guard let status = FileStatus(path: word) else { continue }
      if status.isDirectory {
        _ = watcher.watch(word, prefix: word.hasSuffix("/") ? word : word + "/")
      }
    }
    for family in ordered where !family.files.contains(where: \.isStream) {
      family.isWatched = watcher.watch(family.family.directoryPart, prefix: family.prefix)
      for path in family.named { watchTarget(of: path, family) }
    }
    messages.note("inotify", watcher.problem)
  }

  private func watchTarget(of path: String, _ family: LogFamily) {
    guard let target = path.linkTarget else { return }
    aliases[target] = family
    if !watcher.watch(target.directoryPart, prefix: target.prefixPart) { family.isWatched = false }
  }

  /// Closes the files that have been idle for longest, where more are open than should be.
  private func closeIdle() {
    closeExcess { $0.isAtEnd && !$0.isDirty && $0.pending == nil && !$0.isGone }
  }

  /// Closes files that were just looked at, where there are more logs than files may be open: what was
  /// read of them waits in memory.
  func closeRead() {
    guard ordered.count > tools.settings.openFileLimit.forLogs else { return }
    closeExcess { $0.isAtEnd && !$0.isDirty && !$0.isGone }
  }

  /// Closes files whose place is known and of which nothing has been read yet.
  func closeUnread() {
    guard ordered.count > tools.settings.openFileLimit.forLogs else { return }
    closeExcess { $0.reader == nil && $0.pending == nil && !$0.isGone }
  }

  private func closeExcess(_ mayClose: (TailFile) -> Bool) {
    let open = ordered.flatMap(\.files).filter { $0.descriptor != nil }
    let excess = open.count - tools.settings.openFileLimit.forLogs
    guard excess > 0 else { return }
    let idle = open.filter(mayClose).sorted { $0.lastGrowth < $1.lastGrowth }
    for file in idle.prefix(excess) { file.close() }
  }
}

extension LogFamily {
  /// What stands before the names in its directory.
  var prefix: String { family.prefixPart }

  /// True if it holds files that are to be let go.
  var hasLeftovers: Bool {
    files.contains { !$0.isFinished && ($0.isGone || $0 !== files.last) }
  }

  /// A file with such a name was written to.
  func noteWritten(_ path: String) {
    isDirty = true
    var isKnown = false
    for file in files where !file.isFinished {
      // What a link points to has another path.
      file.isDirty = true
      if file.path == path { isKnown = true }
    }
    if !isKnown { mustResolve = true }
  }

  /// Looks at its files' sizes and at its directory.
  func poll(_ lister: DirectoryLister) {
    for file in files where !file.isFinished && !file.isStream {
      let status = file.descriptor.flatMap(FileStatus.init) ?? FileStatus(path: file.path)
      guard let status else { continue }
      if (status.size, status.modified) != file.seen { (file.isDirty, isDirty) = (true, true) }
    }
    let isWaiting = isUnsettled || problem != nil || files.contains { $0.problem != nil }
    let mayGrow = files.contains { $0.isFinished && !$0.isPacked && !$0.isGone }
    if isWaiting || mayGrow || lister.hasChanged(family.directoryPart) { mustResolve = true }
    if isWaiting { for file in files where file.problem != nil { file.isDirty = !file.isFinished } }
    if let path = newest?.path, let status = FileStatus(path: path), status.key != newest?.key {
      mustResolve = true
    }
  }
}

extension TailFile {
  /// The descriptor of a pipe that has not ended.
  var openStream: Int32? {
    if case .stream(let descriptor) = origin, !hasStreamEnded { return descriptor.number }
    return nil
  }
}

extension String {
  /// What stands before the last component of a path.
  var prefixPart: String { String(self[..<(lastIndex(of: "/").map(index(after:)) ?? startIndex)]) }
}
