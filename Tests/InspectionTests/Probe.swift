import AccessLog
import Inspection

/// A request made up for a test, with its fields laid end to end in a buffer.
struct Probe {
  var method = "GET"
  var target = "/"
  var version = "HTTP/1.1"
  var host = ""
  var referer = ""
  var agent = ""

  /// A request for a target.
  init(_ target: String) { self.target = target }

  /// A request for `/search?q=` with a value, percent-encoded as a browser would.
  init(value: String, name: String = "q") {
    target = "/search?\(name)=\(Probe.encoded(value))"
  }

  /// A request by an agent.
  init(agent: String) { self.agent = agent }

  /// The batch with this one request.
  var batch: RequestBatch {
    var batch = RequestBatch()
    var request = Request()
    func put(_ text: String) -> ByteRange {
      let start = batch.bytes.count
      batch.bytes += text.utf8
      return ByteRange(start..<batch.bytes.count)
    }
    request.method = put(method)
    request.target = put(target)
    let utf8 = Array(target.utf8)
    let start = Int(request.target.start)
    let mark = utf8.firstIndex(of: UInt8(ascii: "?")) ?? utf8.count
    request.path = ByteRange(start..<start + mark)
    if mark < utf8.count { request.query = ByteRange(start + mark + 1..<start + utf8.count) }
    request.version = put(version)
    request.host = put(host)
    request.referer = put(referer)
    request.userAgent = put(agent)
    batch.requests = [request]
    batch.lineCount = 1
    return batch
  }

  /// The verdict on it.
  var verdict: Verdict {
    var inspector = Inspector()
    var verdicts: [Verdict] = []
    inspector.inspect(batch, into: &verdicts)
    return verdicts[0]
  }

  /// The reasons for its signs.
  var reasons: [SignReason] {
    let batch = batch
    return Inspector().explain(batch.requests[0], in: batch.bytes.span)
  }

  /// The signs that accuse: proven, and suspected, without hints.
  var accusations: (proven: [Sign], suspected: [Sign]) {
    let verdict = verdict
    let hints: [Sign] = [.secretInURL, .logInPath, .administrationPath, .staticFile]
    return (
      verdict.proven.signs.filter { !hints.contains($0) },
      verdict.suspected.signs.filter { !hints.contains($0) }
    )
  }

  /// Percent-encodes what RFC 3986 does not leave plain.
  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
