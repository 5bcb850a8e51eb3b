import AccessLog
import Alerting
import Foundation

/// The files that the words of a command line stand for, and what is wrong with them.
///
/// A word is a file, a directory (`DirectoryListing` says which of its files), a pattern in quotes
/// (`'logs/*.gz'`), or `-` for standard input. What exists under the word itself is taken before it
/// is tried as a pattern. A file that comes in twice is read once: counted twice, its traffic would
/// look like a surge.
///
///     var inputs = InputCatalogue(["/var/log/nginx", "old/*.gz"])
///     inputs.order { file, head in … }
///     for file in inputs.files { … }
public struct InputCatalogue: Sendable {
  /// The files, in the order in which they are to be read.
  public private(set) var files: [InputFile] = []
  /// What is wrong with some of the words.
  public private(set) var problems: [SourceProblem] = []
  /// The time of each file's first request, where `order` found one, by the file's name.
  public private(set) var firstTimes: [String: Timestamp] = [:]
  /// The word that brought each file in, by the file's name: a configuration says more about it.
  public private(set) var words: [String: String] = [:]
  private var seen: Set<FileIdentity> = []

  /// The files that the words stand for.
  public init(_ words: [String]) {
    for word in words {
      let known = files.count
      add(word)
      for file in files[known...] { self.words[file.name] = word }
    }
  }

  private mutating func add(_ word: String) {
    if word == "-" {
      let input = InputFile(name: word)
      if files.contains(input) { problems.append(.repeated(word)) } else { files.append(input) }
    } else if let identity = FileIdentity(path: word) {
      if identity.isDirectory { addDirectory(word) } else { add(word, identity) }
    } else if word.contains(where: { "*?[".contains($0) }) {
      addMatches(word)
    } else {
      // It may be there and unreachable: `open` tells the two apart.
      do throws(SourceProblem) {
        _ = try InputFile(name: word).open()
      } catch { problems.append(error) }
    }
  }

  private mutating func add(_ path: String, _ identity: FileIdentity) {
    if seen.insert(identity).inserted {
      files.append(InputFile(name: path))
    } else {
      problems.append(.repeated(path))
    }
  }

  private mutating func addDirectory(_ path: String) {
    guard let listing = try? DirectoryListing(path) else {
      problems.append(.forbidden(path))
      return
    }
    for file in listing.files {
      if let identity = FileIdentity(path: file) { add(file, identity) }
    }
    if listing.files.isEmpty { problems.append(.noLogs(path)) }
    if listing.isCut { problems.append(.tooMany(path, limit: DirectoryListing.mostFiles)) }
    if !listing.leftOut.isEmpty { problems.append(.leftOut(path, listing.leftOut)) }
  }

  private mutating func addMatches(_ pattern: String) {
    let matches = InputCatalogue.matches(pattern)
    if matches.isEmpty { problems.append(.noMatch(pattern)) }
    for path in matches {
      guard let identity = FileIdentity(path: path) else { continue }
      if identity.isDirectory { addDirectory(path) } else { add(path, identity) }
    }
  }

  private static func matches(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
      .sorted(by: NaturalOrder.precedes)
  }

  /// Puts the files into the order of their content's time.
  ///
  /// Files whose time cannot be told (no time in the format, nothing readable) stay behind the file
  /// that rotation puts before them; of equal times the one that rotation calls older comes first.
  /// Standard input cannot be looked at without being used up and comes last.
  /// - Parameter firstTime: The time of the first request in a file's first bytes, decompressed.
  public mutating func order(firstTime: (InputFile, [UInt8]) -> Timestamp?) {
    guard files.count > 1 else { return }
    let rotated = InputOrder.byRotation(files)
    for file in rotated where !file.isStandardInput {
      // What is wrong with a file is said when it is read.
      if let head = try? file.head(), let time = firstTime(file, head), !time.isAbsent {
        firstTimes[file.name] = time
      }
    }
    files = InputOrder.byTime(rotated) { firstTimes[$0.name] }
  }
}

extension SourceProblem {
  static func leftOut(_ directory: String, _ files: [String]) -> SourceProblem {
    let names = files.compactMap { $0.split(separator: "/").last }.map {
      PrintableText.make(String($0), limit: 60)
    }
    let list = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    return SourceProblem(.remark, directory) {
      "In \($0) only the files named access are read; to read others (\(list)), name them."
    }
  }
}
