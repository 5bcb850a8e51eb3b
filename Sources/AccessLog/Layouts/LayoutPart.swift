/// A piece of a text format: what stands between the fields, or a field. Every server's own format
/// text is turned into parts first, and parts into a `TextLayout`.
enum LayoutPart: Sendable, Equatable {
  /// Text that stands there as it is; a space stands for any number of spaces.
  case text(String)
  /// A field. A list is nginx's `$upstream_…`, several values joined by `, ` and ` : `.
  case field(FieldKind, isList: Bool = false)
  /// All that follows may be missing.
  case optional

  /// The parts of a layout in the notation of the built-in formats: `<client> [<time>] "<request>"`,
  /// where `<?>` means that everything behind it may be missing. Unknown names stop the program:
  /// the notation is used in this module only, and every layout of it is tested.
  static func parts(_ notation: String) -> [LayoutPart] {
    var parts: [LayoutPart] = []
    var rest = notation[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let name = String(rest[rest.index(after: open)..<close])
      guard let part = names[name] else { preconditionFailure("no field <\(name)>") }
      parts.append(part)
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return parts
  }

  /// The part of a name, or nil.
  static func named(_ name: String) -> LayoutPart? { names[name] }

  /// All names, for suggestions.
  static var allNames: [String] { names.keys.sorted() }

  private static let names: [String: LayoutPart] = [
    "?": .optional, "_": .field(.ignored), "list": .field(.ignored, isList: true),
    "client": .field(.client(hasPort: false)), "client:port": .field(.client(hasPort: true)),
    "forwarded": .field(.forwardedFor), "user": .field(.user), "time": .field(.time),
    "date": .field(.date), "clock": .field(.timeOfDay), "request": .field(.requestLine),
    "method": .field(.method), "target": .field(.target), "path": .field(.path),
    "query": .field(.query), "version": .field(.version), "host": .field(.host),
    "referer": .field(.referer), "agent": .field(.userAgent), "status": .field(.status),
    "bytes": .field(.bytes), "s": .field(.duration(.seconds)),
    "ms": .field(.duration(.milliseconds)), "us": .field(.duration(.microseconds)),
    "ns": .field(.duration(.nanoseconds)), "+s": .field(.durationPart(.seconds)),
    "took": .field(.duration(.guessed)), "graphql": .field(.operation(.graphQL)),
    "soapaction": .field(.operation(.soap)), "grpc-status": .field(.grpcStatus),
  ]
}
