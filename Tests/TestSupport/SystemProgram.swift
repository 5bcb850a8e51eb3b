import Foundation

/// A program of the system that some tests need: an openssl, an nginx, a rsyslogd.
public enum SystemProgram {
  /// Where it is; nothing where it is not installed.
  public static func path(_ name: String) -> String? {
    let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/bin", "/usr/local/sbin"]
    return folders.map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Runs it to its end.
  /// - Returns: Its exit code and everything that it wrote.
  public static func run(
    _ path: String, _ arguments: [String], input: [UInt8] = []
  ) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    _ = wait(for: process, seconds: 60)
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Starts it; it is to be ended by `stop`.
  public static func start(
    _ path: String, _ arguments: [String], log: String? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    var output = FileHandle.nullDevice
    if let log {
      _ = FileManager.default.createFile(atPath: log, contents: nil)
      output = FileHandle(forWritingAtPath: log) ?? output
    }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    return process
  }

  /// Ends a program that was started.
  public static func stop(_ process: Process) {
    guard process.isRunning else { return }
    process.terminate()
    if !wait(for: process, seconds: 5) {
      kill(process.processIdentifier, SIGKILL)
      _ = wait(for: process, seconds: 5)
    }
  }

  /// Waits for a program's end; false where it does not come. (`waitUntilExit` waits for ever where
  /// the program was started on another thread, as it may be in an async test.)
  public static func wait(for process: Process, seconds: Double) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while process.isRunning, Date() < end { usleep(5_000) }
    return !process.isRunning
  }

  /// A port of 127.0.0.1 that nobody listens on.
  public static func freePort() throws -> Int {
    let receiver = try LocalReceiver()
    defer { receiver.stop() }
    return receiver.port
  }
}
