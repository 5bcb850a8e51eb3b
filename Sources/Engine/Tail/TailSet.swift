import AccessLog
import Foundation

/// Follows many logs at once, through rotation and restarts, and hands their requests out nearly in
/// the order of event time.
///
///     let tail = TailSet(patterns: ["/var/log/nginx/*.log"], settings: settings, saved: checkpoint)
///     while isRunning {
///       while let part = tail.next() { use(part) }
///       save(tail.checkpoint())
///       tail.wait(seconds: 1)
///     }
///
/// A line counts when its line end has been written. A log that has been read to its end holds no
/// other back; logs that have something to read are merged as in a run over history. Used by one
/// thread; `wake` may be called from any.
///
/// Memory: a batch for each log that has something to read, together about 16 MiB of log text;
/// a few KiB for each file besides.
public final class TailSet {
  /// The words that the logs are named by.
  public let patterns: [String]

  var families: [String: LogFamily] = [:]
  /// The families in the order of their names, so that equal times come in the same order.
  var ordered: [LogFamily] = []
  var tools: TailTools
  /// Logs by the paths that their names link to.
  var aliases: [String: LogFamily] = [:]
  let lister = DirectoryLister()
  let watcher: FileWatcher
  var messages = TailMessages()
  private let knownPatterns: Set<String>
  private var isFirstScan = true
  private var missingSince: [String: Double] = [:]
  /// When the logs were last looked for, and last looked at.
  var lastScan = -Double.infinity
  var lastPoll = -Double.infinity

  /// Log text that may wait to be handed out, all logs together.
  static let budget = 1 << 24

  /// Follows logs.
  /// - Parameters:
  ///   - patterns: Files, directories, patterns and `-`.
  ///   - saved: Where an earlier run stood.
  public init(
    patterns: [String], settings: TailSettings = TailSettings(), saved: TailCheckpoint? = nil
  ) {
    self.patterns = patterns
    let restored = saved ?? TailCheckpoint()
    knownPatterns = Set(restored.patterns)
    tools = TailTools(settings: settings)
    watcher = FileWatcher(settings.watching)
    for log in restored.logs where isWanted(log.family) { add(LogFamily(log, now: tools.now)) }
    scan()
    // The ends of logs are where they are now, not where they are when somebody asks.
    for family in ordered where !family.isStarted {
      resolve(family)
      closeUnread()
    }
  }

  private func resolve(_ family: LogFamily) {
    family.resolve(tools, lister) { self.isKnown($0, besides: family) }
  }

  /// The next requests, or nil where nothing is to be read just now.
  public func next() -> TailedBatch? {
    // While one log has more to read all the time, the others are looked at now and then.
    if tools.now - lastPoll >= TailSet.pollInterval { look(seconds: 0) }
    var busy: [LogFamily] = []
    for family in ordered where family.isDirty || family.mustResolve || family.current != nil {
      busy.append(family)
    }
    guard !busy.isEmpty else { return nil }
    tools.chunk = min(tools.settings.chunk, max(1 << 14, TailSet.budget / busy.count))
    var best: (family: LogFamily, file: TailFile, time: Timestamp)?
    var limit: Timestamp?
    for family in busy {
      family.pump(&tools, lister) { self.isKnown($0, besides: family) }
      closeRead()
      guard let file = family.current, let time = file.pending?.nextTime else { continue }
      guard let other = best else {
        best = (family, file, time)
        continue
      }
      let later = max(time, other.time)
      limit = limit.map { min($0, later) } ?? later
      if time < other.time {
        best = (family, file, time)
      }
    }
    guard let best else { return nil }
    return best.file.handOut(upTo: limit)
  }

  /// Where the following stands, after all that `next` has handed out.
  public func checkpoint() -> TailCheckpoint {
    var checkpoint = TailCheckpoint()
    checkpoint.patterns = patterns
    checkpoint.logs = ordered.filter { $0.isStarted && !$0.files.contains(where: \.isStream) }.map(
      \.saved)
    return checkpoint
  }

  /// How each file stands, those that are done with left out.
  public var status: [TailStatus] {
    ordered.flatMap { family in
      family.files.filter { !$0.isFinished || $0.pending != nil }.map(\.status)
    }
  }

  /// Sentences about what has gone wrong since the last call; each is said once, and again when it
  /// has changed in between.
  public func takeMessages() -> [String] {
    var waiting = 0
    for family in ordered {
      messages.note("log " + family.family, family.problem)
      var problems: [String: String] = [:]
      for file in family.files { problems[file.path] = file.reportedProblem ?? problems[file.path] }
      for path in Set(family.files.map(\.path)).sorted() {
        var problem = problems[path]
        if problem != nil, problem == SourceProblem.tooManyOpen(path).description {
          waiting += 1
          problem = nil
        }
        messages.note("file " + path, problem)
      }
    }
    noteWaiting(waiting)
    return messages.take()
  }

  /// Says once that logs wait because too many files are open, whatever their number.
  private func noteWaiting(_ logs: Int) {
    let source = "open files"
    guard logs > 0 else { return messages.note(source, nil) }
    guard !messages.stands(source) else { return }
    messages.note(source, tools.settings.openFileLimit.sentence(waiting: logs))
  }

  /// True if nothing can come any more: only standard input was followed, and it has ended.
  public var hasEnded: Bool {
    !ordered.isEmpty && patterns.allSatisfy { $0 == "-" }
      && ordered.allSatisfy { $0.files.allSatisfy { $0.isFinished && $0.pending == nil } }
  }

  /// Looks for files again at once and opens what is closed: for a signal that says that logs were
  /// rotated.
  public func reopen() {
    scan()
    for family in ordered {
      family.mustResolve = true
      family.markDirty()
    }
  }

  // MARK: - Looking for logs

  /// Looks which files the words stand for now.
  func scan() {
    lastScan = tools.now
    let catalogue = InputCatalogue(patterns)
    var named: [String: Set<String>] = [:]
    for file in catalogue.files {
      if file.isStandardInput || FileStatus(path: file.name)?.isRegular == false {
        addStream(file.name)
      } else {
        named[lister.name(file.name).family, default: []].insert(file.name)
      }
    }
    // A file that is named and not there belongs to its log already.
    for word in patterns where catalogue.problems.contains(where: { $0.source == word }) {
      if !word.contains(where: { "*?[".contains($0) }), FileStatus(path: word) == nil {
        named[lister.name(word).family, default: []].formUnion([])
      }
    }
    for (family, paths) in named.sorted(by: { $0.key < $1.key }) { noteNamed(family, paths) }
    for word in patterns {
      noteProblem(word, catalogue.problems.first { $0.source == word && $0.isFailure })
    }
    watch()
    isFirstScan = false
  }

  /// Notes what is wrong with a word. Between the two steps of a rotation a log is missing for a
  /// moment, of which nothing is said.
  private func noteProblem(_ word: String, _ problem: SourceProblem?) {
    guard let problem else {
      missingSince[word] = nil
      return messages.note("word " + word, nil)
    }
    let since = missingSince[word] ?? (isFirstScan ? -.infinity : tools.now)
    missingSince[word] = since
    guard problem.sort != .missing || tools.now - since >= TailSet.scanInterval else { return }
    messages.note("word " + word, problem.description)
  }

  /// True if one of the words stands for a log of an earlier run.
  private func isWanted(_ family: String) -> Bool {
    patterns.contains { word in
      family == lister.name(word).family
        || family.hasPrefix(word.hasSuffix("/") ? word : word + "/")
        || fnmatch(word, family, FNM_PATHNAME) == 0
    }
  }

  private func noteNamed(_ name: String, _ paths: Set<String>) {
    if let known = families[name] {
      if !known.named.isSuperset(of: paths) { known.mustResolve = true }
      known.named = paths
      return
    }
    let family = LogFamily(family: name)
    family.named = paths
    // What turns up later, or turned up while nobody was looking, is read from its beginning.
    family.isStarted = !isFirstScan || isExpected(paths, name)
    add(family)
  }

  /// True if one of the words that an earlier run was given stands for the log.
  private func isExpected(_ paths: Set<String>, _ family: String) -> Bool {
    guard !knownPatterns.isEmpty else { return false }
    let known = patterns.filter { knownPatterns.contains($0) }
    let files = InputCatalogue(known).files.map(\.name)
    return !paths.isDisjoint(with: files) || known.contains { lister.name($0).family == family }
  }

  private func add(_ family: LogFamily) {
    families[family.family] = family
    ordered = families.values.sorted { $0.family < $1.family }
  }

  private func addStream(_ name: String) {
    guard families[name] == nil else { return }
    let family = LogFamily(family: name)
    family.isStarted = true
    let file = TailFile(path: name, status: nil, isStream: true, now: tools.now)
    if name == "-" {
      file.origin = .stream(Descriptor(STDIN_FILENO))
    } else {
      // Opened for writing too, so that it does not end when its last writer goes.
      let number = Foundation.open(name, O_RDWR | O_CLOEXEC | O_NONBLOCK)
      guard number >= 0 else {
        messages.note(
          "file " + name,
          SourceProblem.cannotOpen(name, String(cString: strerror(errno))).description)
        return
      }
      file.origin = .stream(Descriptor(number))
    }
    family.files = [file]
    add(family)
  }

  /// True if a file is read as a part of another log: it was renamed into this one's name.
  private func isKnown(_ member: LogMember, besides family: LogFamily) -> Bool {
    let key = member.status.key
    return ordered.contains { other in
      other !== family
        && other.files.contains {
          $0.key == key && ($0.isOpen || $0.stillHolds(member.status, at: member.path))
        }
    }
  }
}
