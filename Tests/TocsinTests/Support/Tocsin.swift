import Foundation
import Testing

/// How a run of the built program ended.
struct Outcome {
  /// Its exit code; 128 + the signal where one ended it.
  var code: Int32
  /// What it wrote to standard output.
  var output: String
  /// What it wrote to standard error.
  var errors: String

  /// Standard output, line by line.
  var lines: [Substring] { output.split(separator: "\n") }
}

/// The program as it was built: beside the test bundle.
enum Tocsin {
  /// The built program; nil where only the tests were built.
  static let executable: URL? = {
    let bundle =
      Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
      ?? Bundle.main.executableURL
    let program = bundle?.deletingLastPathComponent().appending(path: "tocsin")
    guard let program, FileManager.default.isExecutableFile(atPath: program.path) else {
      return nil
    }
    return program
  }()

  /// True if there is a program to run. The tests of this target need it; they say so if not.
  static let isBuilt = executable != nil

  /// Runs the program to its end.
  /// - Parameters:
  ///   - arguments: The words behind the program's name.
  ///   - input: What it reads from standard input.
  ///   - folder: Where it runs.
  ///   - environment: Variables that are set or replaced.
  static func run(
    _ arguments: [String], input: String = "", in folder: Folder? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let scratch = try Folder()
    let executable = try #require(
      executable, "run `swift build` first: there is no program to test")
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = (folder ?? scratch).url
    process.environment = ["TZ": "UTC", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
      .merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: scratch.write("input", input))
    let output = try scratch.write("output", "")
    let errors = try scratch.write("errors", "")
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Outcome(
      code: signal + process.terminationStatus, output: try text(of: output),
      errors: try text(of: errors))
  }

  /// Runs a line of shell with the program as `$tocsin`, for pipes and limits.
  static func shell(_ script: String, in folder: Folder) throws -> Outcome {
    let executable = try #require(
      executable, "run `swift build` first: there is no program to test")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let output = folder.url.appending(path: "shell.output")
    let errors = folder.url.appending(path: "shell.errors")
    process.arguments = [
      "-c", "exec >'\(output.path)' 2>'\(errors.path)' </dev/null\n\(script)",
    ]
    process.currentDirectoryURL = folder.url
    process.environment = [
      "tocsin": executable.path, "PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8",
    ]
    try process.run()
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Outcome(
      code: signal + process.terminationStatus, output: try text(of: output),
      errors: try text(of: errors))
  }

  private static func text(of file: URL) throws -> String {
    String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}
