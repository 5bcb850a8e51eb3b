import Foundation

/// Waits for changes in directories, for bytes in pipes, and for being woken.
final class FileWatcher {
  /// What was noticed.
  struct Changes {
    /// Files that were written to.
    var written: Set<String> = []
    /// Directories in which names came, went or changed their rights.
    var directories: Set<String> = []
    /// True if changes were missed.
    var isOverflown = false

    var isEmpty: Bool { written.isEmpty && directories.isEmpty && !isOverflown }
  }

  /// Why directories are only looked at, where the kernel would report their changes.
  private(set) var problem: String?
  private let mode: TailSettings.Watching
  private var sorts = FileSystemSort()
  /// Directories whose changes are reported, and those that were refused.
  private var watched: [String: Int32] = [:]
  private var refused: Set<String> = []
  private var prefixes: [Int32: String] = [:]
  private var notifier: Descriptor?
  private let woken: (reading: Descriptor, writing: Descriptor)?
  private var lastReport = 0.0

  /// Seconds between two reports of changes: a server that writes line by line would else be read
  /// line by line, at many times the cost.
  private static let gather = 0.05

  init(_ mode: TailSettings.Watching) {
    self.mode = mode
    woken = try? ChildProcess.pipe()
    for end in [woken?.reading, woken?.writing].compactMap({ $0 }) {
      _ = fcntl(end.number, F_SETFL, O_NONBLOCK)
    }
    #if os(Linux)
      if mode != .polled {
        let number = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        if number >= 0 { notifier = Descriptor(number) }
      }
    #endif
  }

  /// Ends the present or the next `wait`. From any thread, also from a signal's.
  func wake() {
    guard let woken else { return }
    var byte: UInt8 = 1
    _ = write(woken.writing.number, &byte, 1)
  }

  /// Has changes in a directory reported.
  /// - Parameter prefix: What stands before the names in it.
  /// - Returns: False where they are not: it has to be looked at.
  func watch(_ directory: String, prefix: String) -> Bool {
    if watched[directory] != nil { return true }
    guard let notifier, !refused.contains(directory) else { return false }
    #if os(Linux)
      guard let status = FileStatus(path: directory), status.isDirectory else { return false }
      guard mode == .notified || sorts.reportsChanges(device: status.device) else {
        refused.insert(directory)
        return false
      }
      let wanted =
        IN_MODIFY | IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_ATTRIB
        | IN_DELETE_SELF | IN_MOVE_SELF
      let number = inotify_add_watch(notifier.number, directory, UInt32(wanted))
      guard number >= 0 else {
        note(errno, directory)
        return false
      }
      watched[directory] = number
      prefixes[number] = prefix
      return true
    #else
      return false
    #endif
  }

  private func note(_ code: Int32, _ directory: String) {
    guard code == ENOSPC else { return }
    refused.insert(directory)
    problem =
      "No more directories can be watched (the limit fs.inotify.max_user_watches is reached):"
      + " they are looked at every now and then instead."
  }

  /// Waits for changes.
  /// - Parameters:
  ///   - seconds: The longest time; 0 to take what there is.
  ///   - streams: Pipes of which one having bytes ends the wait.
  /// - Returns: What changed; nil if somebody woke it.
  func wait(seconds: Double, streams: [Int32]) -> Changes? {
    let now = TailSettings.steadyClock()
    let early = min(lastReport + FileWatcher.gather - now, seconds)
    if early > 0, poll([], early) { return nil }
    let rest = max(0, seconds - max(0, early))
    if poll(streams + (notifier.map { [$0.number] } ?? []), rest) { return nil }
    let changes = takeChanges()
    if !changes.isEmpty || !streams.isEmpty { lastReport = TailSettings.steadyClock() }
    return changes
  }

  /// Waits for some descriptors; true if somebody woke it.
  private func poll(_ numbers: [Int32], _ seconds: Double) -> Bool {
    var waits = ([woken?.reading.number ?? -1] + numbers).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let milliseconds = Int32(min(max(seconds * 1000, 0), 86_400_000).rounded(.up))
    let count = Foundation.poll(&waits, nfds_t(waits.count), milliseconds)
    // A signal ends the wait as well: whoever waits may want to look at what it set.
    if count < 0 { return true }
    guard waits[0].revents != 0, let woken else { return false }
    var bytes = [UInt8](repeating: 0, count: 64)
    _ = Foundation.read(woken.reading.number, &bytes, bytes.count)
    return true
  }

  private func takeChanges() -> Changes {
    var changes = Changes()
    #if os(Linux)
      guard let notifier else { return changes }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = Foundation.read(notifier.number, &buffer, buffer.count)
        guard count > 0 else { return changes }
        parse(buffer, count, &changes)
      }
    #else
      return changes
    #endif
  }

  #if os(Linux)
    /// Reads `struct inotify_event`: watch, mask, cookie, length of the name, name; inotify(7).
    private func parse(_ buffer: [UInt8], _ count: Int, _ changes: inout Changes) {
      buffer.withUnsafeBytes { bytes in
        var start = 0
        while start + 16 <= count {
          let watch = bytes.loadUnaligned(fromByteOffset: start, as: Int32.self)
          let mask = bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)
          let length = Int(bytes.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self))
          let name = bytes[min(start + 16, count)..<min(start + 16 + length, count)]
          note(watch, mask, name.prefix { $0 != 0 }, &changes)
          start += 16 + length
        }
      }
    }

    private func note(
      _ watch: Int32, _ mask: UInt32, _ name: some Sequence<UInt8>, _ changes: inout Changes
    ) {
      if mask & UInt32(IN_Q_OVERFLOW) != 0 { changes.isOverflown = true }
      guard let prefix = prefixes[watch] else { return }
      if mask & UInt32(IN_IGNORED) != 0 {
        // The directory is gone; one of the same name is watched anew.
        prefixes[watch] = nil
        watched = watched.filter { $0.value != watch }
        changes.isOverflown = true
      } else if mask & UInt32(IN_MODIFY) != 0 {
        changes.written.insert(prefix + String(decoding: Array(name), as: UTF8.self))
      } else {
        changes.directories.insert(prefix)
      }
    }
  #endif
}
