import AccessLog
import Alerting
import Detection
import Foundation

/// What is known to have happened: the incidents that a run over the same logs should tell.
public struct LabelFile: Sendable {
  /// One incident that happened.
  public struct Label: Sendable, Hashable {
    /// Its kind, or `any`.
    public var kind: String
    /// Kinds that tell the same story.
    public var also: [String]
    /// An address, a network, an endpoint, a user, or `*`.
    public var subject: String
    /// When it began.
    public var start: Timestamp
    /// When it ended.
    public var end: Timestamp
    /// What it was, in words.
    public var note: String?
  }

  /// The incidents, in the order of the file.
  public var labels: [Label]

  /// Labels made by hand.
  public init(_ labels: [Label]) { self.labels = labels }

  /// Reads a label file.
  /// - Throws: `ConfigurationError`: the file, the place, what was expected.
  public static func load(_ path: String) throws(ConfigurationError) -> LabelFile {
    try parse(try ConfigurationText.read(path, what: "label file"), name: path)
  }

  /// Labels from the text of their file.
  static func parse(_ text: String, name: String) throws(ConfigurationError) -> LabelFile {
    try ConfigurationText.decode(
      TypedLabels.self, text, name: name
    ) { typed throws(SettingsError) in
      LabelFile(try Configuration.each(typed.incidents, "incidents", Label.init))
    }
  }
}

/// A label file as it was typed. Other tools write such files too, and say more in them: keys that mean
/// nothing here are passed over.
struct TypedLabels: Decodable {
  enum Keys: String, CodingKey { case incidents }

  /// An incident as it was typed.
  struct Incident: Decodable {
    enum Keys: String, CodingKey { case kind, kinds, also, subject, start, end, note }

    var kind: String
    /// Kinds that tell the same story.
    var kinds: [String]?
    /// The same by another name.
    var also: [String]?
    var subject: String
    var start: String
    var end: String
    var note: String?

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Keys.self)
      kind = try values.decode(String.self, forKey: .kind)
      kinds = try values.decodeIfPresent([String].self, forKey: .kinds)
      also = try values.decodeIfPresent([String].self, forKey: .also)
      subject = try values.decode(String.self, forKey: .subject)
      start = try values.decode(String.self, forKey: .start)
      end = try values.decode(String.self, forKey: .end)
      note = try values.decodeIfPresent(String.self, forKey: .note)
    }
  }

  var incidents: [Incident]

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Keys.self)
    incidents = try values.decode([Incident].self, forKey: .incidents)
  }
}

extension LabelFile.Label {
  init(_ typed: TypedLabels.Incident, at place: String) throws(SettingsError) {
    kind = try Self.kind(typed.kind, at: place + ".kind")
    also =
      try Configuration.each(typed.also, place + ".also", Self.kind)
      + Configuration.each(typed.kinds, place + ".kinds", Self.kind)
    subject = typed.subject
    note = typed.note
    start = try Self.moment(typed.start, at: place + ".start")
    end = try Self.moment(typed.end, at: place + ".end")
    guard start <= end else {
      throw SettingsError("\(place).end lies before its start: swap them.", at: place + ".end")
    }
  }

  /// A kind by name, or `any`: a mistyped one would never be found.
  private static func kind(_ text: String, at place: String) throws(SettingsError) -> String {
    let names = Kind.allCases.map(\.rawValue) + ["any"]
    guard names.contains(text) else {
      throw SettingsError(
        "\(place) is no kind of incident: \(Configuration.quoted(text))."
          + Suggestion.sentence(Suggestion.nearest(to: text, among: names)), at: place)
    }
    return text
  }

  private static func moment(_ text: String, at place: String) throws(SettingsError) -> Timestamp {
    guard let time = try Configuration.moment(text, at: place) else { return .absent }
    return time
  }
}
