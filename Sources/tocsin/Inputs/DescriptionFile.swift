import Foundation
import Traffic

/// The service's OpenAPI document as a file.
enum DescriptionFile {
  /// No honest document is larger.
  private static let largest = 256 << 20

  /// Reads a document.
  /// - Throws: `Failure`: missing, too large, no JSON, no OpenAPI document, without paths.
  static func read(_ path: String) throws -> APIDescription {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failure("--openapi: \(path) cannot be opened: give the path of a document in JSON.")
    }
    guard let data = try? handle.read(upToCount: largest + 1), data.count <= largest else {
      throw Failure("--openapi: \(path) cannot be read, or is larger than 256 MiB.")
    }
    do throws(OpenAPIDocument.Problem) {
      return try OpenAPIDocument.read(data)
    } catch {
      throw Failure("--openapi: \(path) \(error)")
    }
  }
}
