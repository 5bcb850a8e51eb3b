import Foundation

extension LogFamily {
  /// The most files that are remembered of a log.
  static let mostFiles = 32

  /// Looks at the directory: which of the known contents are in which files, and which files are new.
  /// - Parameter elsewhere: True for a file whose content another log is known to hold.
  func resolve(
    _ tools: TailTools, _ lister: DirectoryLister, _ elsewhere: (LogMember) -> Bool
  ) {
    (mustResolve, isUnsettled) = (false, false)
    guard !files.contains(where: \.isStream) else { return }
    let members = lister.members(of: family)
    // Before new files are judged: the copy of a log that was emptied comes before them.
    for file in files { file.verify() }
    var places = match(members)
    if !isStarted {
      start(members, tools, &places)
      isStarted = true
    } else {
      var heads = HeadCache()
      search(members, &places, &heads)
      add(members, &places, &heads, tools, elsewhere)
    }
    order(members, places)
    forget()
    isDirty = true
  }

  /// Places of members that hold a known content, by file.
  private func match(_ members: [LogMember]) -> [ObjectIdentifier: Int] {
    var places: [ObjectIdentifier: Int] = [:]
    for file in files {
      guard !file.isOverwritten, let key = file.key,
        let place = members.firstIndex(where: { $0.status.key == key })
      else { continue }
      let member = members[place]
      if !file.isOpen, !file.stillHolds(member.status, at: member.path) { continue }
      file.path = member.path
      file.isGone = false
      places[ObjectIdentifier(file)] = place
      if file.isFinished, !file.isPacked, member.status.size > file.place.offset {
        // Somebody went on writing to it.
        (file.isFinished, file.isDirty) = (false, true)
      }
      if !file.isFinished, member.status.size != file.seen.size { file.isDirty = true }
    }
    return places
  }

  /// Looks for the content of files that are not where they were: in files with another identity.
  private func search(
    _ members: [LogMember], _ places: inout [ObjectIdentifier: Int], _ heads: inout HeadCache
  ) {
    for file in files where places[ObjectIdentifier(file)] == nil {
      let isHeld = file.isOpen && !file.isOverwritten
      if isHeld || (file.isGone && file.isFinished) {
        file.isGone = true
      } else if file.isOverwritten || !isElsewhere(file, members) {
        find(file, members, &places, &heads)
      }
    }
  }

  /// True if a file is still where it was, outside of the log's directory: what a link pointed to.
  private func isElsewhere(_ file: TailFile, _ members: [LogMember]) -> Bool {
    let path = file.target ?? file.path
    guard !members.contains(where: { $0.path == path }), let status = FileStatus(path: path),
      status.key == file.key, file.stillHolds(status, at: path)
    else { return false }
    file.path = path
    return true
  }

  private func find(
    _ file: TailFile, _ members: [LogMember], _ places: inout [ObjectIdentifier: Int],
    _ heads: inout HeadCache
  ) {
    let taken = Set(places.values)
    var isBlocked = false
    for (place, member) in members.enumerated().reversed() where !taken.contains(place) {
      // Of a file of which nothing was read there is nothing to look for.
      guard file.head.length > 0 || file.readOffset > 0 else { break }
      guard let head = heads[member] else {
        isBlocked = true
        continue
      }
      guard file.head.begins(head), file.bind(member.path) == .done else { continue }
      places[ObjectIdentifier(file)] = place
      if file.isFinished { file.close() } else { file.isDirty = true }
      return
    }
    if !isBlocked { lose(file) }
  }

  private func lose(_ file: TailFile) {
    file.isGone = true
    guard !file.isFinished, !file.isOverwritten, !file.isOpen else { return }
    file.isFinished = true
    guard file.place.offset > 0 else { return }
    problem = SourceProblem.lost(file.path, from: file.place.offset).description
  }

  /// Adds the files that nobody knows: those that are newer than what was read last, by name or by
  /// time of modification.
  private func add(
    _ members: [LogMember], _ places: inout [ObjectIdentifier: Int], _ heads: inout HeadCache,
    _ tools: TailTools, _ elsewhere: (LogMember) -> Bool
  ) {
    let known = files.filter { $0.head.length > 0 }.compactMap { places[ObjectIdentifier($0)] }
    let newest = known.max() ?? (members.count - 2)
    for (place, member) in members.enumerated() {
      guard !places.values.contains(place) else { continue }
      guard place > newest || member.status.modified >= modified else { continue }
      if elsewhere(member) { continue }
      if member.name.isRotated, isCopy(member, place, places, &heads) { continue }
      let file = TailFile(path: member.path, status: member.status, now: tools.now)
      files.append(file)
      places[ObjectIdentifier(file)] = place
    }
  }

  /// True if a rotated file is a copy of what another file of the log holds, or is about to become
  /// one: `copytruncate` makes the copy while the log is still being read.
  private func isCopy(
    _ member: LogMember, _ place: Int, _ places: [ObjectIdentifier: Int], _ heads: inout HeadCache
  ) -> Bool {
    guard let head = heads[member] else { return false }
    guard !head.isEmpty else {
      isUnsettled = true
      return true
    }
    for file in files where places[ObjectIdentifier(file)].map({ $0 > place }) ?? true {
      if file.head.length > 0, file.head.begins(head) { return true }
      guard head.count < TailPlace.headLength, !file.isOverwritten, let open = file.descriptor
      else { continue }
      if open.bytes(at: 0, count: TailPlace.headLength).starts(with: head) {
        isUnsettled = true
        return true
      }
    }
    return false
  }

  /// Decides where reading of a log begins that is met for the first time.
  private func start(
    _ members: [LogMember], _ tools: TailTools, _ places: inout [ObjectIdentifier: Int]
  ) {
    for (place, member) in members.enumerated() {
      let file = TailFile(path: member.path, status: member.status, now: tools.now)
      let isWanted =
        tools.settings.fromStart
        ? named.contains(member.path)
        : file.startAtEnd(member, isLast: place == members.count - 1)
      guard isWanted else {
        // It was there before: what comes later is newer.
        modified = max(modified, member.status.modified + 1)
        continue
      }
      files.append(file)
      places[ObjectIdentifier(file)] = place
    }
  }

  /// Puts the files into the order of the directory; what is not there any more comes first.
  private func order(_ members: [LogMember], _ places: [ObjectIdentifier: Int]) {
    let keyed = files.enumerated().map { index, file in
      (file: file, place: places[ObjectIdentifier(file)] ?? -1, index: index)
    }
    files = keyed.sorted { ($0.place, $0.index) < ($1.place, $1.index) }.map(\.file)
    for file in files {
      guard let place = places[ObjectIdentifier(file)] else { continue }
      modified = file.isFinished ? max(modified, members[place].status.modified) : modified
    }
  }

  /// Forgets the oldest files that are done with.
  private func forget() {
    files.removeAll { $0.isFinished && $0.pending == nil && $0.head.length == 0 }
    var surplus = files.count - LogFamily.mostFiles
    files.removeAll { file in
      guard surplus > 0, file.isFinished, file.pending == nil else { return false }
      surplus -= 1
      return true
    }
  }
}

/// The first bytes of the files of a directory, read when they are asked for.
struct HeadCache {
  private var heads: [String: [UInt8]?] = [:]

  /// Nil for a file that cannot be read.
  subscript(member: LogMember) -> [UInt8]? {
    mutating get {
      if let known = heads[member.path] { return known }
      let head = TailFile.head(of: member.path)
      heads[member.path] = .some(head)
      return head
    }
  }
}

extension SourceProblem {
  static func lost(_ source: String, from offset: Int64) -> SourceProblem {
    SourceProblem(.brokenOff, source) {
      "\($0) was removed or overwritten while nobody read it: lines behind byte \(offset), if there "
        + "were any, are missing."
    }
  }
}
