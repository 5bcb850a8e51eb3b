/// A text format as a list of steps that are walked along a line.
///
/// A step either passes over text that must stand there or takes a field up to where it ends; where
/// that is follows from the text behind the field, and is worked out once, when the layout is made.
struct TextLayout: Sendable {
  /// One step along the line.
  enum Step: Sendable {
    /// One or more spaces or tabs.
    case space
    /// A text that must stand there: its place in `pool`.
    case literal(start: Int, count: Int)
    /// A field that ends before a byte, or at the line's end.
    case upTo(FieldKind, UInt8)
    /// A field that ends before a text: its place in `pool`.
    case upToText(FieldKind, start: Int, count: Int)
    /// A field in double quotes, or a word without any (`-`).
    case quoted(FieldKind)
    /// Values joined by `, ` or ` : `, up to a space.
    case list(FieldKind)
    /// A field that takes the rest of the line.
    case rest(FieldKind)
  }

  private(set) var steps: [Step] = []
  /// Steps from here on may find the line ended.
  private(set) var optionalFrom = Int.max
  private var pool: [UInt8] = []

  /// What is wrong with a list of parts.
  enum Mistake: Error, Equatable {
    /// Two fields with nothing between them: the part's index of the second.
    case nothingBetween(Int)
  }

  /// A layout from its parts.
  init(_ parts: [LayoutPart]) throws(Mistake) {
    var index = 0
    var opened = false  // a quote before the field has been taken off the text
    while index < parts.count {
      switch parts[index] {
      case .optional: optionalFrom = min(optionalFrom, steps.count)
      case .text(let text):
        var bytes = Array(text.utf8)[...]
        if opened, bytes.first == UInt8(ascii: "\"") { bytes = bytes.dropFirst() }
        opened = TextLayout.isQuoted(parts, index + 1)
        if opened, bytes.last == UInt8(ascii: "\"") { bytes = bytes.dropLast() }
        append(text: bytes)
      case .field(let kind, let isList):
        try append(kind, isList: isList, quoted: opened, next: index + 1, parts)
      }
      index += 1
    }
  }

  /// A layout in the notation of `LayoutPart.parts`.
  init(notation: String) {
    do {
      try self.init(LayoutPart.parts(notation))
    } catch {
      preconditionFailure("\(error) in \(notation)")
    }
  }

  /// True if the part is a field with a quote on both sides.
  private static func isQuoted(_ parts: [LayoutPart], _ index: Int) -> Bool {
    guard index > 0, index + 1 < parts.count, case .field = parts[index],
      case .text(let before) = parts[index - 1], case .text(let after) = parts[index + 1]
    else { return false }
    return before.last == "\"" && after.first == "\""
  }

  private mutating func append(text: ArraySlice<UInt8>) {
    var rest = text
    while let first = rest.first {
      let isSpace = first == 0x20 || first == 0x09
      let run = rest.prefix { ($0 == 0x20 || $0 == 0x09) == isSpace }
      if isSpace {
        steps.append(.space)
      } else {
        steps.append(.literal(start: pool.count, count: run.count))
        pool.append(contentsOf: run)
      }
      rest = rest.dropFirst(run.count)
    }
  }

  private mutating func append(
    _ kind: FieldKind, isList: Bool, quoted: Bool, next: Int, _ parts: [LayoutPart]
  ) throws(Mistake) {
    var next = next
    while next < parts.count, parts[next] == .optional { next += 1 }
    if quoted { return steps.append(.quoted(kind)) }
    guard next < parts.count else {
      return steps.append(isList ? .list(kind) : kind.isWord ? .upTo(kind, 0x20) : .rest(kind))
    }
    if parts[next] == .field(.target) || parts[next] == .field(.path) {
      // `$host$request_uri`: a target begins with its slash.
      return steps.append(.upTo(kind, UInt8(ascii: "/")))
    }
    guard case .text(let text) = parts[next], let first = text.utf8.first else {
      throw .nothingBetween(next)
    }
    if isList, first == 0x20 { return steps.append(.list(kind)) }
    var ending = Array(text.utf8.prefix(16))
    // The quote in front of the next field has a step of its own.
    if TextLayout.isQuoted(parts, next + 1), ending.count == text.utf8.count { ending.removeLast() }
    guard ending.count > 1, !kind.isWord else { return steps.append(.upTo(kind, first)) }
    steps.append(.upToText(kind, start: pool.count, count: ending.count))
    pool.append(contentsOf: ending)
  }

  /// Where a line does not fit, and the step that does not.
  struct Misfit: Equatable {
    var offset: Int
    var step: Int
  }

  /// Reads a line; fields go into the request and the context's pending fields. Answers where it does
  /// not fit, or nil: most misfits are followed by a layout that fits, and need no words.
  func read(
    _ line: Range<Int>, of bytes: RawSpan, into request: inout Request, context: inout LineContext
  ) -> Misfit? {
    var i = line.lowerBound
    let end = line.upperBound
    for index in steps.indices {
      if index >= optionalFrom, i >= end { return nil }
      switch steps[index] {
      case .space:
        let next = TextLayout.skipBlanks(bytes, i, end)
        if next > i || i >= end { i = next; continue }
      case .literal(let start, let count):
        if matches(start, count, bytes, at: i, to: end) { i &+= count; continue }
      default:
        if let next = readField(steps[index], i, end, bytes, &request, &context) {
          i = next; continue
        }
      }
      return index >= optionalFrom ? nil : Misfit(offset: i, step: index)
    }
    return nil
  }

  /// A misfit in words.
  func outcome(of misfit: Misfit) -> LineOutcome {
    let expected =
      switch steps[misfit.step] {
      case .space: "a space"
      case .literal(let start, let count): "'\(text(start, count))'"
      default: TextLayout.kind(steps[misfit.step]).expectation
      }
    return .malformed(at: misfit.offset, expected: expected)
  }

  /// Reads the field of one step; returns the offset behind it, or nil where it does not fit.
  @inline(__always)
  private func readField(
    _ step: Step, _ start: Int, _ end: Int, _ bytes: RawSpan, _ request: inout Request,
    _ context: inout LineContext
  ) -> Int? {
    var place = FieldWriter.Place(shift: 0, isEscaped: true)
    var field = start..<end
    var next = end
    let kind = TextLayout.kind(step)
    switch step {
    case .upTo(_, let byte):
      var from = start
      if kind == .time, byte == 0x20 {
        // A time with spaces in it ends where it ends, not at the first of them.
        from = TimeText.read(start..<end, of: bytes, context: &context)?.end ?? start
      }
      next = bytes.firstIndex(of: byte, from: from, to: end)
      field = start..<next
    case .upToText(_, let textStart, let count):
      next = firstIndex(ofText: textStart, count, bytes, from: start, to: end)
      field = start..<next
    case .quoted:
      guard start < end else { return nil }
      if bytes.byte(start) == UInt8(ascii: "\"") {
        let close = Quoted.end(bytes, from: start &+ 1, to: end)
        place.isEscaped = close.escaped
        field = start &+ 1..<close.quote
        next = min(close.quote &+ 1, end)
      } else {
        next = bytes.firstIndex(of: 0x20, from: start, to: end)
        field = start..<next
      }
    case .list:
      next = TextLayout.listEnd(bytes, from: start, to: end)
      field = start..<next
    default: break
    }
    if kind == .ignored { return next }
    guard !field.isEmpty || kind.mayBeEmpty else { return nil }
    return FieldWriter.set(kind, field, of: bytes, at: place, into: &request, context: &context)
      ? next : nil
  }

  private static func kind(_ step: Step) -> FieldKind {
    switch step {
    case .space, .literal: .ignored
    case .upTo(let kind, _), .upToText(let kind, _, _), .quoted(let kind), .list(let kind),
      .rest(let kind):
      kind
    }
  }

  /// The end of `10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80`.
  private static func listEnd(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
    var i = start
    while true {
      i = bytes.firstIndex(of: 0x20, from: i, to: end)
      guard i < end, i > start else { return i }
      if bytes.byte(i &- 1) == UInt8(ascii: ",") {
        i &+= 1
      } else if bytes.byte(i &+ 1) == UInt8(ascii: ":"), bytes.byte(i &+ 2) == 0x20 {
        i &+= 3
      } else {
        return i
      }
    }
  }

  private static func skipBlanks(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    var i = start
    while i < end, bytes.byte(i) == 0x20 || bytes.byte(i) == 0x09 { i &+= 1 }
    return i
  }

  private func matches(_ start: Int, _ count: Int, _ bytes: RawSpan, at i: Int, to end: Int) -> Bool
  {
    guard end &- i >= count else { return false }
    for k in 0..<count where pool[start &+ k] != bytes.byte(i &+ k) { return false }
    return true
  }

  private func firstIndex(
    ofText start: Int, _ count: Int, _ bytes: RawSpan, from: Int, to end: Int
  ) -> Int {
    var i = from
    while i < end {
      i = bytes.firstIndex(of: pool[start], from: i, to: end)
      guard i < end else { break }
      if matches(start, count, bytes, at: i, to: end) { return i }
      i &+= 1
    }
    return end
  }

  private func text(_ start: Int, _ count: Int) -> String {
    String(decoding: pool[start..<start + count], as: UTF8.self)
  }
}
