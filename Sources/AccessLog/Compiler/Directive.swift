/// The format text in what the user pasted: the text alone, with the name of its server in front
/// (`nginx:…`), or the whole directive of a configuration file.
struct Directive {
  /// The format text.
  private(set) var text = ""
  /// The server's name, if one is given.
  private(set) var server: String?
  /// The column in what was pasted of each byte of the text, and of its end.
  private var columns: [Int] = []

  init(_ pasted: String) {
    let bytes = Array(pasted.utf8)
    if pasted.hasPrefix("log_format") {
      server = "nginx"
      takeStrings(bytes, quotes: [UInt8(ascii: "'"), UInt8(ascii: "\"")], isOne: false)
    } else if pasted.hasPrefix("LogFormat") {
      server = "apache"
      takeStrings(bytes, quotes: [UInt8(ascii: "\"")], isOne: true)
    } else {
      let names = ["apache", "tomcat9", "tomcat", "nginx", "envoy", "istio", "haproxy", "gunicorn"]
      server = names.first { pasted.hasPrefix($0 + ":") }
      let start = server.map { $0.utf8.count + 1 } ?? 0
      text = String(decoding: bytes[start...], as: UTF8.self)
      columns = Array(start + 1...bytes.count + 1)
    }
  }

  /// The column in what was pasted of a column of the text.
  func column(_ column: Int) -> Int {
    columns.indices.contains(column - 1) ? columns[column - 1] : columns.last ?? 1
  }

  /// Puts the quoted strings of a directive together; a backslash takes the next byte as it is.
  private mutating func takeStrings(_ bytes: [UInt8], quotes: [UInt8], isOne: Bool) {
    var taken: [UInt8] = []
    var open: UInt8?
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      guard let closing = open else {
        if quotes.contains(byte) { open = byte }
        continue
      }
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if !isEscaped, byte == closing {
        open = nil
        if isOne { break }
      } else {
        taken.append(byte)
        columns.append(index + 1)
        isEscaped = false
      }
    }
    text = String(decoding: taken, as: UTF8.self)
    columns.append(bytes.count + 1)
  }
}
