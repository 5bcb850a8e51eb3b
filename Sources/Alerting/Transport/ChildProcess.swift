import Dispatch
import Foundation
import Synchronization

/// Runs another program, without a shell, with bytes on its standard input.
///
/// The input is a file that has no name any more, so that a program that does not read holds nobody
/// up. Of our environment the program sees nothing but `PATH` and what it is given: secrets may stand
/// there.
struct ChildProcess: Sendable {
  /// How it ended.
  enum End: Sendable, Hashable {
    /// It ended by itself.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)
    /// It was killed because it took too long.
    case timedOut
    /// It could not be started, and why.
    case notStarted(String)
  }

  /// Seconds that a program has between the request to end and the kill.
  private static let grace = 2.0
  /// Bytes of its standard error that are kept for the message.
  private static let mostErrorBytes = 1024

  /// The program's absolute path.
  var path: String
  /// Its arguments.
  var arguments: [String]
  /// Seconds that it may take.
  var timeout: Double
  /// What it sees in its environment besides `PATH`.
  var environment: [String: String] = [:]

  /// Runs it and waits for its end. Blocks the thread.
  /// - Returns: How it ended, and the beginning of what it wrote to its standard error.
  func run(input: [UInt8]) -> (end: End, said: String) {
    guard let standardInput = ChildProcess.scratch(input),
      let standardError = ChildProcess.scratch([])
    else {
      return (.notStarted("no temporary file: " + String(cString: strerror(errno))), "")
    }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: "/")
    process.environment = environment.merging(
      ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    ) { own, _ in own }
    process.standardInput = standardInput
    process.standardOutput = FileHandle.nullDevice
    process.standardError = standardError
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try ChildProcess.withoutSignalMask { try process.run() }
    } catch {
      return (.notStarted((error as NSError).localizedFailureReason ?? "it cannot be started"), "")
    }
    let isInTime = ended.wait(timeout: .now() + timeout) == .success
    if !isInTime {
      process.terminate()
      if ended.wait(timeout: .now() + ChildProcess.grace) != .success {
        kill(process.processIdentifier, SIGKILL)
        ended.wait()
      }
    }
    try? standardError.seek(toOffset: 0)
    let bytes = (try? standardError.read(upToCount: ChildProcess.mostErrorBytes)) ?? nil
    let said = SecretText.clean(Array(bytes ?? Data()), secrets: [])
    guard isInTime else { return (.timedOut, said) }
    let status = process.terminationStatus
    return (process.terminationReason == .exit ? .exited(status) : .signalled(status), said)
  }

  /// Threads of Dispatch block all signals, and a program inherits that: it could not be asked to
  /// end.
  private static func withoutSignalMask(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var former = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    try body()
  }

  /// A file with these bytes that nobody else can open.
  private static func scratch(_ bytes: [UInt8]) -> FileHandle? {
    var name = Array((NSTemporaryDirectory() + "tocsin-XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
    guard SmallFile.write(bytes, to: descriptor), lseek(descriptor, 0, SEEK_SET) == 0 else {
      close(descriptor)
      return nil
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
