import Alerting
import Foundation
import Testing

@Suite struct StrictKeysTests {
  private struct Item: Decodable {
    enum Keys: String, CodingKey, CaseIterable { case minimum, kinds, port }
    var port: Int?
    init(from decoder: any Decoder) throws {
      let values = try decoder.strictContainer(keyedBy: Keys.self)
      port = try values.decodeIfPresent(Int.self, forKey: .port)
      _ = try values.decodeIfPresent([String].self, forKey: .kinds)
    }
  }
  private struct Document: Decodable {
    enum Keys: String, CodingKey, CaseIterable { case sinks }
    init(from decoder: any Decoder) throws {
      let values = try decoder.strictContainer(keyedBy: Keys.self)
      _ = try values.decode([Item].self, forKey: .sinks)
    }
  }

  @Test(arguments: [
    (
      #"{"sinks":[{"minmum":1}]}"#, "Unknown key 'minmum' in sinks[0]: did you mean 'minimum'?"
    ),
    (
      #"{"sinks":[{},{"zebra":1,"yak":1}]}"#,
      "Unknown key 'yak' in sinks[1]: it knows 'minimum', 'kinds', 'port'."
    ),
    (
      #"{"sinks":[],"snks":1}"#, "Unknown key 'snks' in the configuration: did you mean 'sinks'?"
    ),
    (#"{"sinks":[{"port":"80"}]}"#, "sinks[0].port must be a whole number."),
    (#"{"sinks":[{"kinds":"a"}]}"#, "sinks[0].kinds must be a list in brackets [ ]."),
    (#"{"sinks":[3]}"#, "sinks[0] must be an object in braces { }."),
    (#"{}"#, "the configuration lacks the key 'sinks': add it."),
  ])
  func whatIsWrongIsSaidWithItsPlace(text: String, sentence: String) throws {
    let error = #expect(throws: (any Error).self) {
      try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    }
    #expect(SettingsError(try #require(error)).description == sentence)
  }

  @Test func knownKeysPass() throws {
    let text = #"{"sinks":[{"minimum":1,"port":80}]}"#
    _ = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
  }
}
