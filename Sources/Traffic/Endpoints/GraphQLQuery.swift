import AccessLog

/// The name of a GraphQL operation in a query (GraphQL over HTTP §5.1): the parameter
/// `operationName`, or the name in the document, `query=query+getUser…`.
enum GraphQLQuery {
  /// The name; nil where no parameter has one. O(n).
  static func name(_ query: Range<Int>, _ bytes: borrowing RawSpan) -> Range<Int>? {
    var start = query.lowerBound
    var document: Range<Int>?
    while start < query.upperBound {
      var end = start
      while end < query.upperBound, Operation.byte(bytes, end) != UInt8(ascii: "&") { end += 1 }
      if let value = value("operationName=", start..<end, bytes), isName(value, bytes) {
        return value
      }
      if document == nil, let value = value("query=", start..<end, bytes) {
        document = nameInDocument(value, bytes)
      }
      start = end + 1
    }
    return document
  }

  /// True for a path that says `graphql` or `gql`.
  static func isPath(_ path: Range<Int>, _ bytes: borrowing RawSpan) -> Bool {
    for at in path where Operation.byte(bytes, at) | 0x20 == UInt8(ascii: "g") {
      if starts("graphql", at, path.upperBound, bytes) || starts("gql", at, path.upperBound, bytes)
      {
        return true
      }
    }
    return false
  }

  /// A Name (GraphQL §2.1.9): letters, digits and underscores, not a digit first.
  static func isName(_ name: Range<Int>, _ bytes: borrowing RawSpan) -> Bool {
    guard !name.isEmpty, name.count <= Operation.longest,
      Operation.isLetter(Operation.byte(bytes, name.lowerBound))
    else { return false }
    for at in name {
      let byte = Operation.byte(bytes, at)
      guard Operation.isLetter(byte) || byte &- 0x30 < 10 else { return false }
    }
    return true
  }

  /// The name behind `query`, `mutation` or `subscription` and a space in any of its writings.
  private static func nameInDocument(
    _ document: Range<Int>, _ bytes: borrowing RawSpan
  ) -> Range<Int>? {
    for word in ["query", "mutation", "subscription"] as [StaticString]
    where starts(word, document.lowerBound, document.upperBound, bytes) {
      let space = document.lowerBound + word.utf8CodeUnitCount
      var start = space
      if starts("%20", space, document.upperBound, bytes) { start += 3 }
      if starts("+", space, document.upperBound, bytes) { start += 1 }
      var end = start
      while end < document.upperBound, isNameByte(Operation.byte(bytes, end)) { end += 1 }
      return start > space && isName(start..<end, bytes) ? start..<end : nil
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    Operation.isLetter(byte) || byte &- 0x30 < 10
  }

  private static func value(
    _ name: StaticString, _ parameter: Range<Int>, _ bytes: borrowing RawSpan
  ) -> Range<Int>? {
    starts(name, parameter.lowerBound, parameter.upperBound, bytes)
      ? parameter.lowerBound + name.utf8CodeUnitCount..<parameter.upperBound : nil
  }

  /// True if the text stands there, whatever the case of its letters.
  private static func starts(
    _ text: StaticString, _ at: Int, _ end: Int, _ bytes: borrowing RawSpan
  ) -> Bool {
    let count = text.utf8CodeUnitCount
    guard end - at >= count else { return false }
    for index in 0..<count {
      let wanted = text.utf8Start[index]
      let byte = Operation.byte(bytes, at + index)
      guard byte == wanted || byte | 0x20 == wanted | 0x20 && Operation.isLetter(wanted) else {
        return false
      }
    }
    return true
  }
}
