import Foundation
import Testing

@testable import Engine

@Suite struct InputFileTests {
  private let folder: TemporaryFolder
  private let log = logLines(5000)

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [1, 7, 65_536, 1 << 20]) func aPlainFileGivesItsBytes(chunk: Int) throws {
    let log = logLines(100)
    let path = try folder.write("access.log", log)
    let source = try InputFile(name: path).open()
    #expect(source.progress == ReadProgress(done: 0, total: Int64(log.count)))
    let (bytes, problem) = readAll(source, chunk: chunk)
    #expect(bytes == log && problem == nil)
    #expect(source.progress == ReadProgress(done: Int64(log.count), total: Int64(log.count)))
  }

  @Test(arguments: Compression.allCases)
  func compressedFilesAreRecognisedByTheirContent(compression: Compression) throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/\(compression.program)") else {
      return
    }
    try folder.write("plain", log)
    try folder.shell("\(compression.program) -c plain > disguised.log")
    let source = try InputFile(name: folder("disguised.log")).open()
    let (bytes, problem) = readAll(source)
    #expect(bytes == log && problem == nil)
    let progress = try #require(source.progress)
    #expect(progress.done == progress.total && progress.total < log.count)
    #expect(source.name == folder("disguised.log"))
  }

  @Test func severalCompressedPartsInOneFileAreOne() throws {
    try folder.write("a", log)
    try folder.shell("gzip -c a > both.gz; gzip -c a >> both.gz")
    #expect(readAll(try InputFile(name: folder("both.gz")).open()).0 == log + log)
  }

  @Test(arguments: [
    (Compression.gzip, "gzip: unexpected end of file"),
    (.bzip2, "bzip2: Compressed file ends unexpectedly"),
    (.xz, "xz: Unexpected end of input"),
    (.zstd, "zstd: Read error (39): premature end"),
  ]) func aTruncatedFileGivesItsDataAndThenSaysSo(compression: Compression, reason: String) throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/\(compression.program)") else {
      return
    }
    // bzip2 gives whole blocks of 900 kB only.
    let log = logLines(60_000)
    try folder.write("plain", log)
    try folder.shell(
      "\(compression.program) -c plain > whole; head -c $(($(wc -c < whole) * 9 / 10)) whole > cut")
    let (bytes, found) = readAll(try InputFile(name: folder("cut")).open())
    #expect(bytes.count > log.count / 3 && log.starts(with: bytes))
    let problem = try #require(found)
    #expect(problem.sort == .brokenOff && !problem.isFailure)
    #expect(
      folder.strip(problem.description)
        == "cut could be read only in part (\(reason)): the \(bytes.count) bytes before that have "
        + "been read.")
  }

  @Test func behindAProblemThereIsOnlyTheEnd() throws {
    try folder.write("plain", log)
    try folder.shell("gzip -c plain | head -c 3000 > cut.gz")
    let source = try InputFile(name: folder("cut.gz")).open()
    #expect(readAll(source).1 != nil)
    #expect(readAll(source) == ([], nil))
  }

  @Test func garbageBehindACompressedFileIsARemark() throws {
    try folder.write("plain", log)
    try folder.shell("gzip -c plain > log.gz; printf 'garbage garbage' >> log.gz")
    let (bytes, problem) = readAll(try InputFile(name: folder("log.gz")).open())
    #expect(bytes == log)
    #expect(
      folder.strip(problem?.description ?? "")
        == "log.gz has been read, with a remark: gzip: decompression OK, trailing garbage ignored.")
  }

  @Test func aSourceThatNobodyReadsToItsEndLetsGo() throws {
    try folder.write("plain", logLines(200_000))
    try folder.shell("gzip -1 plain")
    for _ in 0..<5 {
      let source = try InputFile(name: folder("plain.gz")).open()
      #expect(try source.readHead(10).count == 10)
    }
  }

  @Test func theHeadIsReadAgain() throws {
    try folder.write("plain", log)
    try folder.shell("gzip -c plain > log.gz")
    let file = InputFile(name: folder("log.gz"))
    #expect(try file.head(1000) == Array(log[..<1000]))
    #expect(readAll(try file.open()).0 == log)
  }

  @Test(arguments: ["", "gzip -c"]) func aPipeIsReadToo(filter: String) throws {
    try folder.write("plain", log)
    let command = filter.isEmpty ? "cat plain" : "\(filter) plain"
    try folder.shell("mkfifo pipe; (\(command) > pipe) > /dev/null 2>&1 &")
    let file = InputFile(name: folder("pipe"))
    #expect(try file.head() == [])
    let source = try file.open()
    #expect(source.progress == nil)
    let (bytes, problem) = readAll(source)
    #expect(bytes == log && problem == nil)
  }

  @Test func saysWhatIsWrong() throws {
    try folder.write("empty", [])
    try folder.shell("gzip -c empty > empty.gz; mkdir folder")
    let found = ["missing", "empty", "empty.gz", "folder", "empty/below"].map {
      folder.strip(problem(opening: folder($0))?.description ?? "")
    }
    #expect(
      found == [
        "missing does not exist: check the name.",
        "empty is empty.",
        "empty.gz is empty.",
        "The directory folder holds no log files: name the files themselves, or a pattern such as "
          + "'folder/*'.",
        "empty/below does not exist: check the name.",
      ])
  }

  @Test(.enabled(if: getuid() != 0)) func aForbiddenFileSaysWhoMayReadIt() throws {
    let path = try folder.write("secret.log", log)
    try folder.shell("chmod 000 secret.log")
    #expect(
      folder.strip(problem(opening: path)?.description ?? "")
        == "secret.log may not be read by this user: run as a member of the log's group (often "
        + "adm), or as its owner.")
  }

  @Test func aMissingProgramSaysWhatToInstall() {
    let sentences = [Compression.zstd, .xz].map {
      SourceProblem.missingProgram("a.log", $0).description
    }
    #expect(
      sentences == [
        "a.log is compressed with zstd, and the program zstd is not installed: install the package "
          + "zstd, or decompress the file first.",
        "a.log is compressed with xz, and the program xz is not installed: install the package "
          + "xz-utils (xz), or decompress the file first.",
      ])
  }

  @Test func aHostileNameIsHarmlessInMessages() {
    #expect(
      problem(opening: "no\u{1b}[2J\nfile")?.description
        == "no\\x1b[2J\\x0afile does not exist: check the name.")
  }

  @Test func aProgramThatIsNotThereIsToldApart() throws {
    let input = Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC))
    #expect(throws: ChildProcess.StartFailure(code: ENOENT)) {
      _ = try ChildProcess("tocsin-no-such-program", [], input: input)
    }
  }

  @Test func aTalkativeDecompressorDoesNotBlock() throws {
    let input = Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC))
    let child = try ChildProcess("sh", ["-c", "echo out; echo err >&2; exit 3"], input: input)
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = bytes.withUnsafeMutableBytes { child.output.read(into: $0) }
    #expect(bytes[..<count].elementsEqual("out\n".utf8))
    #expect(child.wait() == 3)
    #expect(child.wait() == 3)
  }
}
