/// State that outlives the process: what a live run writes into its checkpoint and reads back at the
/// next start.
///
/// One function serves both directions, so that what is written and what is read cannot differ. It
/// names every stored property that the future depends on, in a fixed order:
///
///     extension StatusCount: Snapshotting {
///       package mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError) {
///         try archive.value(&successful)
///         try archive.text(&name)
///       }
///     }
///
/// Reading begins with a value made anew from the same settings; it must leave a value that cannot
/// crash whatever the bytes were (`archive.require`). Whoever changes what a type writes raises
/// `SnapshotArchive.version`.
public protocol Snapshotting {
  /// Writes the state into the archive, or takes it over from there.
  /// - Throws: `SnapshotError` in reading, where the bytes cannot be such a state.
  mutating func snapshot(_ archive: inout SnapshotArchive) throws(SnapshotError)
}

/// A value that is its bytes: of fixed size, without references, and valid whatever its bits are (so
/// no `Bool`, no enumeration, no `Optional`). Arrays of such values are written as one piece of
/// memory, which is what makes snapshots of a hundred thousand clients cheap.
public protocol PlainData: BitwiseCopyable {}

extension Int: PlainData {}
extension Int32: PlainData {}
extension Int64: PlainData {}
extension UInt8: PlainData {}
extension UInt16: PlainData {}
extension UInt32: PlainData {}
extension UInt64: PlainData {}
extension Float: PlainData {}
extension Double: PlainData {}
extension Timestamp: PlainData {}
extension Address: PlainData {}

/// Why bytes are no snapshot, as a phrase that completes "the state …".
public struct SnapshotError: Error, Hashable, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  /// An error of that phrase.
  public init(_ description: String) { self.description = description }
}
