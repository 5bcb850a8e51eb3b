/// The members of one sort of JSON log.
struct JSONSchema: Sendable {
  /// The name in the catalog.
  let name: String
  /// The members.
  let keys: JSONKeys
  /// Slots that an object must have to be of this sort.
  let required: [Int]

  /// A schema from its members; for one field, those that come first win.
  /// - Parameter required: Kinds that every request of this sort has.
  init(_ name: String, _ members: [(String, FieldKind)], required: [FieldKind] = []) {
    self.name = name
    self.keys = JSONKeys(members)
    self.required = required.map(\.slot)
  }
}
