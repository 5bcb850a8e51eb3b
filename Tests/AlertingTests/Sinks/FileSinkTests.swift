import Alerting
import Foundation
import Testing

@Suite struct FileSinkTests {
  private let path = FileManager.default.temporaryDirectory
    .appending(path: "tocsin-file-sink-\(UUID().uuidString).ndjson").path

  @Test func theFileIsThereEvenWithoutAlerts() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let sink = try FileSink(path: path, mode: .replace)
    #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
    _ = sink.name
  }

  @Test func replacesOrAppends() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let line = Example.alert().ndjson()
    #expect(try FileSink(path: path, mode: .replace).deliver(Example.alert()) == .delivered)
    #expect(try FileSink(path: path, mode: .append).deliver(Example.alert()) == .delivered)
    #expect(try Array(Data(contentsOf: URL(filePath: path))) == line + line)
    #expect(try FileSink(path: path, mode: .replace).deliver(Example.alert()) == .delivered)
    #expect(try Array(Data(contentsOf: URL(filePath: path))) == line)
  }

  @Test func othersCannotReadIt() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try FileSink(path: path, mode: .replace)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let permissions = try #require(attributes[.posixPermissions] as? NSNumber).intValue
    #expect(permissions & 0o027 == 0)
  }

  @Test func saysWhyItCannotWrite() {
    #expect {
      _ = try FileSink(path: "/nowhere/alerts.ndjson", mode: .replace)
    } throws: {
      "\($0)"
        == "Cannot write alerts to /nowhere/alerts.ndjson: No such file or directory. "
        + "Choose another place with --alerts."
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDiskIsAReasonToTryAgain() throws {
    let sink = try FileSink(path: "/dev/full", mode: .append)
    #expect(
      sink.deliver(Example.alert())
        == .tryAgain(reason: "Cannot write to /dev/full: No space left on device.", after: nil))
  }
}
