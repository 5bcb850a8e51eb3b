/// The members of one sort of JSON log.
struct JSONSchema: Sendable {
  /// The name in the catalog.
  let name: String
  /// The members.
  let keys: JSONKeys

  /// A schema from its members; for one field, those that come first win.
  init(_ name: String, _ members: [(String, FieldKind)]) {
    self.name = name
    self.keys = JSONKeys(members)
  }
}
