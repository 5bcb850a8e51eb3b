// The soak: a log that grows at a steady rate, rotated and killed again and again, with attacks in it
// whose moments are known. One file, so that it needs no part of the package:
//
//     swiftc -O -parse-as-library Benchmarks/Soak/soak.swift -o soak
//     ./soak .build/release/tocsin --seconds 480 --rate 20000 --rotate 20 --kill 40
//     ./soak .build/release/tocsin --idle 100 --seconds 60
//
// Event time is the time of day; nothing is compressed. Exit code 1 where a line was lost or counted
// twice, or an attack was not told.
import Foundation

@main struct Soak {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard let program = words.first else { return print("usage: soak TOCSIN [--seconds N] …") }
    let number = { (name: String, usual: Double) in
      words.firstIndex(of: "--" + name).flatMap { Double(words[$0 + 1]) } ?? usual
    }
    let folder = NSTemporaryDirectory() + "/tocsin-soak-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let seconds = number("seconds", 480)
    if words.contains("--idle") {
      try Idle(program, folder).run(files: Int(number("idle", 100)), seconds: seconds)
      return
    }
    var run = Run(
      Child(program, folder), folder, rate: number("rate", 20_000),
      window: Int(number("window", 10)))
    try run.run(seconds: seconds, rotate: number("rotate", 20), kill: number("kill", 40))
    exit(run.report() ? 0 : 1)
  }
}

/// Seconds since 1970.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The tocsin that is watched, start after start.
final class Child {
  private let program: String
  let folder: String
  private var process: Process?
  private var ticksBefore = 0
  private var startedAt = now()
  /// Resident memory in KiB: some seconds after each start and now.
  private(set) var memory: [Int] = []
  private(set) var starts = 0

  init(_ program: String, _ folder: String) {
    (self.program, self.folder) = (program, folder)
  }

  func start(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["watch", "--quiet", "--state", folder + "/state"] + arguments
    _ = FileManager.default.createFile(atPath: folder + "/errors", contents: nil)
    process.standardError = FileHandle(forWritingAtPath: folder + "/errors")
    process.standardInput = FileHandle.nullDevice
    try process.run()
    self.process = process
    starts += 1
  }

  func signal(_ number: Int32) { if let process { kill(process.processIdentifier, number) } }

  func killHard() {
    ticksBefore += ticks
    signal(SIGKILL)
    process?.waitUntilExit()
  }

  /// Asks it to end; answers how many seconds that took.
  func stop() -> Double {
    let start = now()
    ticksBefore += ticks
    signal(SIGTERM)
    process?.waitUntilExit()
    process = nil
    return now() - start
  }

  /// Processor time of this start in clock ticks.
  private var ticks: Int {
    guard let process,
      let text = try? String(
        contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
    else { return 0 }
    let fields = text.split(separator: " ")
    return (Int(fields[13]) ?? 0) + (Int(fields[14]) ?? 0)
  }

  /// Processor time of all starts, in seconds.
  var processorSeconds: Double { Double(ticksBefore + ticks) / Double(sysconf(Int32(_SC_CLK_TCK))) }

  func noteMemory() {
    guard let process,
      let text = try? String(
        contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
    else { return }
    memory.append(Int(line.split(separator: " ").dropFirst().first ?? "0") ?? 0)
  }

  var status: [String: Any] {
    guard let data = FileManager.default.contents(atPath: folder + "/state/status.json") else {
      return [:]
    }
    return (try? JSONSerialization.jsonObject(with: data) as? [String: Any]) ?? [:]
  }
}

/// Writes lines as a server with many clients does.
struct Writer {
  private let path: String
  private var file: Int32
  private(set) var lines = 0
  private(set) var bytes = 0
  private var random = SystemRandomNumberGenerator()
  private var stamp = (second: 0, text: "")

  init(_ path: String) {
    self.path = path
    file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
  }

  /// A line of ordinary traffic from one of 20,000 clients, a few of them busy.
  mutating func ordinary(into text: inout [UInt8], _ time: Double) {
    let draw = Double.random(in: 0..<1, using: &random)
    let client = Int(20_000 * draw * draw * draw)
    let order = Int.random(in: 1000..<60_000, using: &random)
    let path =
      ["/orders/\(order)", "/orders?page=\(order % 9)", "/items/\(order % 800)", "/cart"][order % 4]
    let status = order % 97 == 0 ? 404 : order % 501 == 0 ? 500 : 200
    add("10.\(client >> 8 & 255).\(client & 255).7", "GET \(path)", status, into: &text, time)
  }

  mutating func add(
    _ client: String, _ request: String, _ status: Int, into text: inout [UInt8], _ time: Double
  ) {
    text.append(
      contentsOf:
        "\(client) - - [\(clock(time))] \"\(request) HTTP/1.1\" \(status) 512 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101\"\n"
        .utf8)
    lines += 1
  }

  mutating func write(_ text: [UInt8]) {
    let count = text.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
    precondition(count == text.count, "the log could not be written")
    bytes += count
  }

  /// Moves the log away and begins a new one, as logrotate does.
  mutating func rotate(_ number: Int) {
    rename(path, "\(path).\(number)")
    close(file)
    file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
  }

  private mutating func clock(_ time: Double) -> String {
    let second = Int(time)
    if stamp.second == second { return stamp.text }
    var moment = time_t(second)
    var parts = tm()
    gmtime_r(&moment, &parts)
    var buffer = [CChar](repeating: 0, count: 40)
    let count = strftime(&buffer, buffer.count, "%d/%b/%Y:%H:%M:%S +0000", &parts)
    stamp = (second, String(decoding: buffer[..<count].map { UInt8($0) }, as: UTF8.self))
    return stamp.text
  }
}

/// One soak.
struct Run {
  private let child: Child
  private let folder: String
  private let rate: Double
  private let window: Int
  private var writer: Writer
  /// When the deciding line of each attacker was written.
  private var attacks: [String: Double] = [:]
  /// When the alert about each attacker stood in the file.
  private var alerts: [String: Double] = [:]
  private var lags: [Double] = []
  private var alertsRead = 0
  private var kills: [Double] = []
  private var started = now()
  private var wall = 0.0
  private var stopSeconds = 0.0
  private var linesCounted = -1

  init(_ child: Child, _ folder: String, rate: Double, window: Int) {
    (self.child, self.folder, self.rate, self.window) = (child, folder, rate, window)
    writer = Writer(folder + "/access.log")
  }

  private var options: [String] {
    [
      "--from-start", "--window", "\(window)", "--alerts", folder + "/alerts.ndjson",
      folder + "/access.log",
    ]
  }

  mutating func run(seconds: Double, rotate: Double, kill: Double) throws {
    try child.start(options)
    started = now()
    var (nextRotation, nextKill, nextLook, nextMemory, rotations) = (rotate, kill, 1.0, 15.0, 0)
    var nextAttack = 3.0
    while true {
      let passed = now() - started
      if passed >= seconds { break }
      var text: [UInt8] = []
      let due = Int(passed * rate)
      while writer.lines < due { writer.ordinary(into: &text, now()) }
      if passed >= nextAttack {
        attack(into: &text)
        nextAttack += 1.7
      }
      if !text.isEmpty { writer.write(text) }
      if passed >= nextRotation {
        rotations += 1
        writer.rotate(rotations)
        nextRotation += rotate
      }
      if passed >= nextKill {
        child.killHard()
        kills.append(now())
        try child.start(options)
        nextKill += kill
      }
      if passed >= nextLook {
        look()
        nextLook += 1
      }
      if passed >= nextMemory {
        child.noteMemory()
        nextMemory += 5
      }
      readAlerts()
      usleep(5000)
    }
    wall = now() - started
    finish()
  }

  /// Somebody uses a web shell: one request proves it.
  private mutating func attack(into text: inout [UInt8]) {
    let number = attacks.count
    let client = "198.18.\(number >> 8).\(number & 255)"
    let time = now()
    writer.add(
      client, "GET /uploads/shell.php?cmd=cat%20/etc/passwd", 200, into: &text, time)
    attacks[client] = time
  }

  /// How far behind the reading is, in seconds of this rate.
  private mutating func look() {
    if let counted = child.status["lines"] as? Int, let time = child.status["time"] as? String,
      time != lastStatus
    {
      lastStatus = time
      lags.append(max(0, Double(writtenAtAsk - counted)) / rate)
      linesCounted = counted
    }
    // A program that has just been started does not listen yet: a signal would end it.
    guard now() - (kills.last ?? 0) > 2 else { return }
    writtenAtAsk = writer.lines
    child.signal(SIGUSR1)
  }
  private var lastStatus = ""
  private var writtenAtAsk = 0

  private mutating func readAlerts() {
    guard let handle = FileHandle(forReadingAtPath: folder + "/alerts.ndjson") else { return }
    try? handle.seek(toOffset: UInt64(alertsRead))
    guard let data = try? handle.readToEnd(), let end = data.lastIndex(of: 0x0a) else { return }
    let moment = now()
    alertsRead += data.distance(from: data.startIndex, to: end) + 1
    for line in data[...end].split(separator: 0x0a) {
      guard
        let alert = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
        alert["event"] as? String == "opened", let subject = alert["subject"] as? [String: Any],
        let client = subject["value"] as? String, alerts[client] == nil
      else { continue }
      alerts[client] = moment
    }
  }

  private mutating func finish() {
    let end = now() + 60
    while now() < end {
      child.signal(SIGUSR1)
      usleep(200_000)
      readAlerts()
      if child.status["lines"] as? Int == writer.lines,
        attacks.keys.allSatisfy({ alerts[$0] != nil })
      {
        break
      }
    }
    child.noteMemory()
    linesCounted = child.status["lines"] as? Int ?? -1
    stopSeconds = child.stop()
  }

  func report() -> Bool {
    let untold = attacks.keys.filter { alerts[$0] == nil }
    let warm = started + Double(11 * window) + 15
    // Attacks whose window ended while a killed process was starting again are counted by themselves.
    var (settled, early, killed): ([Double], [Double], [Double]) = ([], [], [])
    for (client, time) in attacks {
      guard let told = alerts[client] else { continue }
      let windowEnd = (time / Double(window)).rounded(.down) * Double(window) + Double(window)
      let delay = told - windowEnd
      if kills.contains(where: { $0 > windowEnd - 2 && $0 < windowEnd + 2 }) {
        killed.append(delay)
      } else if time < warm {
        early.append(delay)
      } else {
        settled.append(delay)
      }
    }
    let share = { (values: [Double], part: Double) -> String in
      guard !values.isEmpty else { return "–" }
      let sorted = values.sorted()
      return String(format: "%.3f", sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))])
    }
    print("lines written      \(writer.lines) (\(writer.bytes >> 20) MiB) in \(Int(wall)) s")
    print("lines counted      \(linesCounted): lost or twice \(writer.lines - linesCounted)")
    print("kills              \(child.starts - 1)")
    print("attacks            \(attacks.count), not told \(untold.count)")
    print(
      "past window's end  p50 \(share(settled, 0.5)) s, p99 \(share(settled, 0.99)) s (\(settled.count))"
    )
    print(
      "  before warm-up   p50 \(share(early, 0.5)) s, p99 \(share(early, 0.99)) s (\(early.count))")
    print(
      "  beside a kill    p50 \(share(killed, 0.5)) s, p99 \(share(killed, 0.99)) s (\(killed.count))"
    )
    print(
      "lag                p50 \(share(lags, 0.5)) s, p99 \(share(lags, 0.99)) s (\(lags.count) looks)"
    )
    let memory = child.memory.map { $0 / 1024 }
    print(
      "memory             first \(memory.first ?? 0) MiB, last \(memory.last ?? 0), most \(memory.max() ?? 0)"
    )
    // Twelve stretches of the run, so that growth shows: the most of each.
    let stretch = max(1, memory.count / 12)
    let course = stride(from: 0, to: memory.count, by: stretch).map {
      String(memory[$0..<min($0 + stretch, memory.count)].max() ?? 0)
    }
    print("  over time        \(course.joined(separator: " ")) MiB")
    print(
      String(format: "processor          %.1f %% of a core", 100 * child.processorSeconds / wall))
    print(String(format: "stopped in         %.2f s", stopSeconds))
    if let checkpoints = child.status["checkpoints"] { print("checkpoints        \(checkpoints)") }
    return writer.lines == linesCounted && untold.isEmpty
  }
}

/// Many logs in which nothing happens.
struct Idle {
  private let child: Child
  private let folder: String

  init(_ program: String, _ folder: String) {
    child = Child(program, folder)
    self.folder = folder
  }

  func run(files: Int, seconds: Double) throws {
    var paths: [String] = []
    for number in 0..<files {
      let path = "\(folder)/log\(number).log"
      var writer = Writer(path)
      var text: [UInt8] = []
      for _ in 0..<100 { writer.ordinary(into: &text, now()) }
      writer.write(text)
      paths.append(path)
    }
    try child.start(["--from-start", "--alerts", folder + "/alerts.ndjson"] + paths)
    sleep(15)
    let (before, start) = (child.processorSeconds, now())
    usleep(UInt32(seconds * 1e6))
    let share = (child.processorSeconds - before) / (now() - start)
    child.noteMemory()
    print(String(format: "idle with %d logs  %.3f %% of a core", files, 100 * share))
    print("memory             \((child.memory.last ?? 0) / 1024) MiB")
    print(String(format: "stopped in         %.2f s", child.stop()))
  }
}
