import Foundation
import Testing

/// A running `tocsin watch` of a test, with its state and its alerts in a folder.
final class LiveTocsin {
  let folder: Folder
  private let process: Process
  private let errorsFile: URL

  /// Starts it. What it says on standard error is kept, start after start.
  /// - Parameters:
  ///   - arguments: Further words: options and files.
  ///   - input: What it reads from standard input, where `-` is among the files.
  ///   - shell: A shell's words before the program's own, such as `ulimit -n 40; exec`.
  init(
    _ folder: Folder, state: String = "state", _ arguments: [String], input: URL? = nil,
    shell: String? = nil
  ) throws {
    self.folder = folder
    let executable = try #require(
      Tocsin.executable, "run `swift build` first: there is no program to test")
    errorsFile = folder.url.appending(path: "errors")
    if !FileManager.default.fileExists(atPath: errorsFile.path) { try folder.write("errors", "") }
    process = Process()
    process.currentDirectoryURL = folder.url
    let words = ["watch", "--state", state] + arguments
    if let shell {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", shell + " \"$0\" \"$@\"", executable.path] + words
    } else {
      process.executableURL = executable
      process.arguments = words
    }
    process.environment = ["TZ": "UTC", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: folder.write("output", ""))
    let errors = try FileHandle(forWritingTo: errorsFile)
    try errors.seekToEnd()
    process.standardError = errors
    // It writes the status when it listens to signals; before that one of them would end it.
    try? FileManager.default.removeItem(at: folder.url.appending(path: "\(state)/status.json"))
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var number: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }
  /// What it has said so far, in all its starts.
  var errors: String { (try? folder.read("errors")) ?? "" }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Waits for its end.
  /// - Returns: The exit code; 128 + the signal where one ended it.
  @discardableResult func wait() -> Int32 {
    process.waitUntilExit()
    return (process.terminationReason == .uncaughtSignal ? 128 : 0) + process.terminationStatus
  }

  /// Kills it as the kernel would.
  func killHard() {
    signal(SIGKILL)
    wait()
  }

  /// Waits until something holds; half a minute is patience enough for a busy machine.
  func until(_ phrase: String, _ condition: () throws -> Bool) throws {
    for _ in 0..<600 {
      if try condition() { return }
      guard isRunning else { break }
      usleep(50_000)
    }
    #expect(try condition(), "\(phrase); it said: \(errors)")
  }

  /// Waits until it has taken so many lines in all.
  func until(lines: Int, state: String = "state") throws {
    try until("\(lines) lines") {
      let counted = try status(state)["lines"] as? Int
      if counted != nil { signal(SIGUSR1) }
      return counted == lines
    }
  }

  /// The status file.
  func status(_ state: String = "state") throws -> [String: Any] {
    guard let text = try? folder.read("\(state)/status.json") else { return [:] }
    return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }
}

/// Appends to a file, as a server does.
func append(_ bytes: some Collection<UInt8>, to path: String) throws {
  let number = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
  let handle = FileHandle(fileDescriptor: number, closeOnDealloc: true)
  try handle.write(contentsOf: Data(bytes))
}
