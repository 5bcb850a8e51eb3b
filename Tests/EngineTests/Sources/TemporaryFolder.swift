import Foundation

@testable import Engine

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "/tocsin-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a name in the folder.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Writes a file, with the folders it needs.
  @discardableResult
  func write(_ name: String, _ bytes: some Collection<UInt8>) throws -> String {
    let url = URL(filePath: self(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return self(name)
  }

  /// Runs a shell command in the folder.
  func shell(_ command: String) throws {
    let input = Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC))
    let child = try ChildProcess("sh", ["-c", "cd '\(path)' && \(command)"], input: input)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while buffer.withUnsafeMutableBytes({ child.output.read(into: $0) }) > 0 {}
    _ = child.wait()
  }

  /// The name without the folder, as tests want to see it.
  func strip(_ text: String) -> String { text.replacing(path + "/", with: "") }
}

/// Reads a source to its end: its bytes, and what broke it off.
func readAll(_ source: any ByteSource, chunk: Int = 10_000) -> ([UInt8], SourceProblem?) {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: chunk)
  while true {
    let result = buffer.withUnsafeMutableBytes { buffer -> Result<Int, SourceProblem> in
      do throws(SourceProblem) { return .success(try source.read(into: buffer)) } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(0): return (bytes, nil)
    case .success(let count): bytes += buffer[..<count]
    case .failure(let problem): return (bytes, problem)
    }
  }
}

/// Why a file cannot be opened.
func problem(opening path: String) -> SourceProblem? {
  do throws(SourceProblem) {
    _ = try InputFile(name: path).open()
    return nil
  } catch { return error }
}

/// Lines like those of a log, no two alike.
func logLines(_ count: Int) -> [UInt8] {
  (0..<count).flatMap {
    Array("192.0.2.\($0 % 250) - - \"GET /orders/\($0 &* 2_654_435_761 % 1_000_003)\" 200\n".utf8)
  }
}
