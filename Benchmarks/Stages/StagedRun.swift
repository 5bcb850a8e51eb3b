import AccessLog
import Detection
import Engine
import Inspection
import Traffic

/// The engine taken apart: the same parts as `Engine.TrafficPipeline` wires them, on one thread, with
/// a clock between them. That it tells as many events as `analyze` shows that it is the same engine.
struct StagedRun {
  /// What each stage cost.
  private(set) var clock = StageClock()
  /// Turns in the lives of incidents.
  private(set) var events = 0
  /// Requests.
  private(set) var requests = 0
  /// Windows of principals, of all lengths.
  private(set) var principalWindows = 0

  private var assembler: WindowAssembler
  private var rollUp: RollUp
  private var analyst: Analyst
  private var inspector = Inspector()
  private var verdicts: [Verdict] = []
  private let recorder = WindowRecorder()

  /// A run.
  /// - Parameter model: What is normal; nil to learn it from the input first.
  init(model: Model?) {
    let settings = TrafficPipeline.Settings()
    var analystSettings = settings.analyst
    analystSettings.windowSeconds = settings.windows.windowSeconds
    analystSettings.levels = 1 + settings.windows.coarserSeconds.count
    assembler = WindowAssembler(settings: settings.windows)
    rollUp = RollUp(settings: settings.windows)
    analyst = Analyst(model: model, settings: analystSettings)
  }

  /// What was learned, once the run is over.
  var model: Model? { analyst.model }

  /// Reads a log to its end.
  mutating func run(_ path: String) throws {
    let source = try InputFile(name: path).open()
    var reader = LogReader()
    var batch = RequestBatch()
    var isOpen = true
    clock.skip()
    while isOpen {
      isOpen = try reader.fill(&batch, capacity: FileBytes.chunk) { buffer in
        clock.charge(.parse)
        defer { clock.charge(.read) }
        return try source.read(into: buffer)
      }
      clock.charge(.parse)
      take(batch)
    }
    reader.finish(&batch)
    clock.charge(.parse)
    take(batch)
    finish()
  }

  private mutating func take(_ batch: RequestBatch) {
    requests += batch.requests.count
    inspector.inspect(batch, into: &verdicts)
    clock.charge(.inspect)
    var rest = 0..<batch.requests.count
    while !rest.isEmpty {
      let windows = assembler.add(batch, &rest, verdicts: verdicts, source: 0)
      clock.charge(.aggregate)
      for window in windows { close(window) }
      assembler.recycle(windows)
      clock.charge(.aggregate)
    }
  }

  private mutating func finish() {
    for window in assembler.finish() { close(window) }
    var coarser: [(window: Window, level: Int)] = []
    rollUp.finish { coarser.append(($0, $1)) }
    clock.charge(.rollUp)
    for (window, level) in coarser { judge(window, level: level) }
    events += analyst.finish(directory: directory).count
    clock.charge(.judge)
  }

  private mutating func close(_ window: Window) {
    var coarser: [(window: Window, level: Int)] = []
    rollUp.add(window) { coarser.append(($0, $1)) }
    clock.charge(.rollUp)
    for (window, level) in coarser { judge(window, level: level) }
    while let (window, level) = coarser.popLast() { rollUp.recycle(window, level: level) }
    judge(window, level: 0)
  }

  /// The analyst makes a window's record itself; here one is made once more to know what that costs.
  private mutating func judge(_ window: Window, level: Int) {
    let start = CPUClock.now
    principalWindows += recorder.record(window, level: level).principalCount
    let recording = CPUClock.now - start
    clock.skip()
    events += analyst.take(window, level: level, directory: directory).count
    clock.charge(.judge)
    clock.move(recording, from: .judge, to: .record)
  }

  private var directory: Directory {
    Directory(
      endpoints: assembler.endpoints.endpoints, names: assembler.names, sources: ["log"])
  }
}
