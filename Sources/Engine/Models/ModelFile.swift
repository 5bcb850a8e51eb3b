import AccessLog
import Detection
import Foundation
import Traffic

/// A model as a file: a header of one line that a person (and `diff`) can read, and the model as
/// JSON in the second line.
///
///     {"schema":"tocsin.model/1","checksum":"…","history":"7 days","requests":5000000,…}
///     {"service":{…},"endpoints":{…},…}
///
/// The checksum is the hash of the second line; it is also the name by which alerts call the model.
public struct ModelFile: Sendable {
  /// The version of the file's form.
  public static let schema = "tocsin.model/1"
  /// No honest model is larger.
  static let largest = 512 << 20

  /// What is normal.
  public let model: Model
  /// The hash of the model: 16 hexadecimal digits.
  public let hash: String

  private struct Header: Codable {
    var schema: String
    var checksum: String
    var history: String
    /// From when to when, RFC 3339: how old it is.
    var from: String?
    var until: String?
    var requests: Int
    var endpoints: Int
    var windowSeconds: Int64
  }

  /// All that is asked of the header of another form.
  private struct Form: Decodable {
    var schema: String
  }

  /// Writes a model atomically: a reader sees the old file or the new one, never a half.
  /// - Throws: `ModelFileError`.
  public static func write(_ model: Model, to path: String) throws -> ModelFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(model)
    let hash = hash(of: body)
    let header = Header(
      schema: schema, checksum: hash, history: model.history.words,
      from: Timestamp(seconds: model.history.start).rfc3339,
      until: Timestamp(seconds: model.history.end).rfc3339,
      requests: model.history.requests, endpoints: model.endpoints.count,
      windowSeconds: model.history.windowSeconds)
    var data = try encoder.encode(header)
    data.append(UInt8(ascii: "\n"))
    data.append(body)
    data.append(UInt8(ascii: "\n"))
    do {
      try data.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw ModelFileError(
        "The model cannot be written to \(path): \(reason(error)). Choose another place.")
    }
    return ModelFile(model: model, hash: hash)
  }

  /// True if the file says of itself that it is a model, of whatever version.
  public static func isModel(path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    let head = (try? handle.read(upToCount: 4096)) ?? nil
    guard let line = head?.split(separator: UInt8(ascii: "\n")).first,
      let form = try? JSONDecoder().decode(Form.self, from: line)
    else { return false }
    return form.schema.hasPrefix("tocsin.model/")
  }

  /// Reads a model.
  /// - Throws: `ModelFileError`: missing, foreign, newer or damaged.
  public init(path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw ModelFileError("There is no model at \(path): make one with 'tocsin train'.")
    }
    guard let data = try? handle.read(upToCount: Self.largest), !data.isEmpty else {
      throw ModelFileError("\(path) is empty or unreadable: it is no model.")
    }
    guard let lineEnd = data.firstIndex(of: UInt8(ascii: "\n")),
      let form = try? JSONDecoder().decode(Form.self, from: data[..<lineEnd]),
      form.schema.hasPrefix("tocsin.model/")
    else {
      throw ModelFileError("\(path) is no model: its first line is not a model's header.")
    }
    guard form.schema == Self.schema else {
      throw ModelFileError(
        "\(path) is a model of the form '\(form.schema)'; this program reads '\(Self.schema)'."
          + " Train it again, or use the program that made it.")
    }
    guard let header = try? JSONDecoder().decode(Header.self, from: data[..<lineEnd]) else {
      throw ModelFileError(
        "\(path) is damaged: its header is incomplete. Train it again, or take a copy.")
    }
    var body = data[(lineEnd + 1)...]
    if body.last == UInt8(ascii: "\n") { body.removeLast() }
    guard Self.hash(of: body) == header.checksum,
      let model = try? JSONDecoder().decode(Model.self, from: body)
    else {
      throw ModelFileError(
        "\(path) is damaged: its checksum does not fit. Train it again, or take a copy.")
    }
    self.init(model: model, hash: header.checksum)
  }

  private init(model: Model, hash: String) {
    self.model = model
    self.hash = hash
  }

  private static func hash(of data: Data) -> String { ByteHash.digits(of: [UInt8](data)) }

  private static func reason(_ error: any Error) -> String {
    (error as NSError).localizedFailureReason ?? (error as NSError).localizedDescription
  }
}

/// Why a model file cannot be used, as a sentence.
public struct ModelFileError: Error, Hashable, CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
