import Detection
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct ModelFileTests {
  private static let model: Model = {
    let run = PipelineRun(OrdinaryTraffic(seed: 1).lines(minutes: 1500).log)
    return run.pipeline.model!
  }()

  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder("a.model")
  }

  private func sentence(_ read: () throws -> Void) -> String {
    do { try read() } catch { return folder.strip("\(error)") }
    return "no error"
  }

  private func reading(_ bytes: [UInt8]) throws -> String {
    try folder.write("a.model", bytes)
    return sentence { _ = try ModelFile(path: path) }
  }

  @Test func readsWhatItWrote() throws {
    let written = try ModelFile.write(Self.model, to: path)
    let read = try ModelFile(path: path)
    #expect(read.model == Self.model && read.hash == written.hash)
    #expect(read.hash.count == 16 && read.hash.allSatisfy(\.isHexDigit))
  }

  @Test func theSameModelIsTheSameFile() throws {
    _ = try ModelFile.write(Self.model, to: path)
    let first = try Data(contentsOf: URL(filePath: path))
    _ = try ModelFile.write(try ModelFile(path: path).model, to: path)
    #expect(try Data(contentsOf: URL(filePath: path)) == first)
    #expect(first.count { $0 == 0x0a } == 2)
  }

  @Test func missing() {
    #expect(
      sentence { _ = try ModelFile(path: path) }
        == "There is no model at a.model: make one with 'tocsin train'.")
  }

  @Test func empty() throws {
    #expect(try reading([]) == "a.model is empty or unreadable: it is no model.")
  }

  @Test(arguments: [
    "hello", "hello\nworld\n", "{}\n{}\n", "{\"a\":1}", "\n\n", "[1,2]\n",
    "{\"schema\":\"tocsin.alert/1\"}\n",
  ])
  func foreign(text: String) throws {
    #expect(
      try reading(Array(text.utf8))
        == "a.model is no model: its first line is not a model's header.")
  }

  /// A later form may have another header; its schema is all that is asked of it.
  @Test func newer() throws {
    #expect(
      try reading(Array("{\"schema\":\"tocsin.model/2\",\"digest\":\"x\"}\n{}\n".utf8))
        == "a.model is a model of the form 'tocsin.model/2'; this program reads 'tocsin.model/1'."
        + " Train it again, or use the program that made it.")
  }

  @Test func damaged() throws {
    _ = try ModelFile.write(Self.model, to: path)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let sentence = "a.model is damaged: its checksum does not fit. Train it again, or take a copy."
    var changed = bytes
    changed[bytes.count / 2] ^= 1
    #expect(try reading(changed) == sentence)
    #expect(try reading(Array(bytes[..<(bytes.count / 2)])) == sentence)
    #expect(try reading(Array(bytes[...(bytes.firstIndex(of: 0x0a)!)])) == sentence)
  }

  @Test func incompleteHeader() throws {
    #expect(
      try reading(Array("{\"schema\":\"tocsin.model/1\"}\n{}\n".utf8))
        == "a.model is damaged: its header is incomplete. Train it again, or take a copy.")
  }

  @Test func cannotBeWritten() {
    let text = sentence { _ = try ModelFile.write(Self.model, to: folder("none/a.model")) }
    #expect(text.hasPrefix("The model cannot be written to none/a.model: "))
    #expect(text.hasSuffix(". Choose another place."))
  }
}
