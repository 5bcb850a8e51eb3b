import Foundation

import Alerting

/// What is wrong with a part of the input: what, where and what to do, as one sentence or two.
///
/// It is a value and not the end of the run: the rest of the input is still read.
public struct SourceProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sort of problem.
  public enum Sort: Sendable, Hashable {
    /// There is no such file, or no file that matches.
    case missing
    /// The directory holds no log files.
    case noLogs
    /// It may not be read.
    case forbidden
    /// It holds nothing. Ordinary right after rotation.
    case empty
    /// It is no text.
    case notText
    /// The program that decompresses it is not installed.
    case missingProgram
    /// Reading broke off: what came before has been read.
    case brokenOff
    /// It was named more than once and is read once.
    case repeated
    /// All of it has been read, but the decompressor had something to say.
    case remark
  }

  /// The sort of problem.
  public let sort: Sort
  /// The name of the input it is about, as the user wrote it. May hold hostile text.
  public let source: String
  /// The sentence, harmless to print.
  public let description: String

  /// True where nothing of the input was read that should have been.
  public var isFailure: Bool {
    switch sort {
    case .missing, .noLogs, .forbidden, .notText, .missingProgram: true
    case .empty, .brokenOff, .repeated, .remark: false
    }
  }

  /// A problem; `sentence` is given the source's name, harmless to print.
  init(_ sort: Sort, _ source: String, _ sentence: (String) -> String) {
    self.sort = sort
    self.source = source
    description = sentence(source == "-" ? "Standard input" : PrintableText.make(source))
  }
}

extension SourceProblem {
  static func missing(_ source: String) -> SourceProblem {
    SourceProblem(.missing, source) { "\($0) does not exist: check the name." }
  }

  static func noMatch(_ pattern: String) -> SourceProblem {
    SourceProblem(.missing, pattern) { "No file matches \($0): check the pattern." }
  }

  static func noLogs(_ directory: String) -> SourceProblem {
    SourceProblem(.noLogs, directory) {
      "The directory \($0) holds no log files: name the files themselves, or a pattern such as "
        + "'\($0.last == "/" ? $0 : $0 + "/")*'."
    }
  }

  static func tooMany(_ directory: String, limit: Int) -> SourceProblem {
    SourceProblem(.brokenOff, directory) {
      "The directory \($0) holds more than \(limit) log files: the rest is not read. Name them in "
        + "smaller groups."
    }
  }

  static func forbidden(_ source: String) -> SourceProblem {
    SourceProblem(.forbidden, source) {
      "\($0) may not be read by this user: run as a member of the log's group (often adm), or as "
        + "its owner."
    }
  }

  /// This process holds as many files open as it may (EMFILE).
  static func tooManyOpen(_ source: String) -> SourceProblem {
    cannotOpen(source, String(cString: strerror(EMFILE)))
  }

  static func cannotOpen(_ source: String, _ reason: String) -> SourceProblem {
    SourceProblem(.forbidden, source) { "\($0) cannot be read: \(reason)." }
  }

  static func empty(_ source: String) -> SourceProblem {
    SourceProblem(.empty, source) { "\($0) is empty." }
  }

  static func notText(_ source: String, _ what: String) -> SourceProblem {
    SourceProblem(.notText, source) { "\($0) \(what)" }
  }

  static func missingProgram(_ source: String, _ compression: Compression) -> SourceProblem {
    let program = compression.program
    return SourceProblem(.missingProgram, source) {
      "\($0) is compressed with \(program), and the program \(program) is not installed: install "
        + "the package \(compression.package), or decompress the file first."
    }
  }

  static func repeated(_ source: String) -> SourceProblem {
    SourceProblem(.repeated, source) { "\($0) was named more than once and is read once." }
  }

  static func brokenOff(_ source: String, after bytes: Int64, _ reason: String) -> SourceProblem {
    SourceProblem(.brokenOff, source) {
      "\($0) could be read only in part (\(PrintableText.make(reason, limit: 200))): the \(bytes) "
        + "bytes before that have been read."
    }
  }

  static func remark(_ source: String, _ remark: String) -> SourceProblem {
    SourceProblem(.remark, source) {
      "\($0) has been read, with a remark: \(PrintableText.make(remark, limit: 200))."
    }
  }
}
