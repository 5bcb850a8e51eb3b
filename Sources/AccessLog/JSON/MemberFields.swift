/// Sets a request's fields from named members, of JSON or of logfmt. Where several members could set
/// a field the best-ranked one does, in whatever order they come.
struct MemberFields: Sendable {
  /// By the field's slot, the rank of the member that has set it; 255 where none has.
  private var ranks = [UInt8](repeating: 255, count: FieldKind.slotCount)
  /// The text of a string whose escapes were undone, while it is being read.
  private var text: [UInt8] = []

  /// Forgets what was set, for the next line.
  mutating func reset() {
    for slot in 0..<ranks.count { ranks[slot] = 255 }
  }

  /// True if a member has set the field at the slot.
  func isFilled(_ slot: Int) -> Bool { ranks[slot] < 255 }

  /// Sets a field unless a better member has set it; a value that does not fit is passed over.
  mutating func set(
    _ member: JSONKeys.Member, _ range: Range<Int>, _ escaped: Bool, _ bytes: RawSpan,
    _ request: inout Request, _ context: inout LineContext
  ) {
    let slot = member.kind.slot
    guard member.rank < ranks[slot], !range.isEmpty else { return }
    let isSet: Bool
    if escaped {
      text.removeAll(keepingCapacity: true)
      Escapes.appendJSON(range, of: bytes, to: &text)
      let place = FieldWriter.Place(shift: context.decodedBase &+ context.decoded.count)
      isSet = FieldWriter.set(
        member.kind, 0..<text.count, of: text.span.bytes, at: place, into: &request,
        context: &context)
      if isSet { context.decoded.append(contentsOf: text) }
    } else {
      isSet = FieldWriter.set(
        member.kind, range, of: bytes, at: FieldWriter.Place(), into: &request, context: &context)
    }
    if isSet { ranks[slot] = member.rank }
  }
}
