/// Writes requests and malformed lines as the NDJSON objects of `tocsin parse`.
///
/// What the log does not have is left out. The text is the client's: invalid UTF-8 is repaired, and
/// control characters are escaped, so that the output can neither break a JSON reader nor drive a
/// terminal.
public struct RequestJSON: Sendable {
  private let prefix: [UInt8]

  /// A writer for the requests of one file.
  public init(file: String) {
    var text = Array("{\"file\":\"".utf8)
    let name = Array(file.utf8)
    JSONText.append(name.span.bytes, 0..<name.count, to: &text)
    text.append(contentsOf: "\",\"line\":".utf8)
    prefix = text
  }

  /// Appends a request as one line.
  /// - Parameter bytes: The bytes of the batch that the request came in.
  public func append(_ request: Request, bytes: [UInt8], to output: inout [UInt8]) {
    let span = bytes.span.bytes
    output.append(contentsOf: prefix)
    JSONText.append(number: request.lineNumber, to: &output)
    if !request.time.isAbsent {
      JSONText.append(key: "time", to: &output)
      output.append(UInt8(ascii: "\""))
      request.time.appendRFC3339(to: &output)
      output.append(UInt8(ascii: "\""))
    }
    appendClient(request, span, to: &output)
    text("user", request.user, span, &output)
    text("method", request.method, span, &output)
    text("target", request.target, span, &output)
    text("path", request.path, span, &output)
    text("query", request.query, span, &output)
    text("protocol", request.version, span, &output)
    text("host", request.host, span, &output)
    if request.status >= 0 || request.isStatusZero {
      number("status", Int64(max(request.status, 0)), &output)
    }
    if request.bytes >= 0 { number("bytes", request.bytes, &output) }
    if request.duration >= 0 {
      JSONText.append(key: "duration", to: &output)
      JSONText.append(seconds: request.duration, to: &output)
    }
    text("referer", request.referer, span, &output)
    text("userAgent", request.userAgent, span, &output)
    text("operation", request.operation, span, &output)
    if request.grpcStatus >= 0 { number("grpcStatus", Int64(request.grpcStatus), &output) }
    output.append(UInt8(ascii: "}"))
    output.append(0x0a)
  }

  /// Appends a malformed line as one line: where it stands and what was expected at which column.
  public func append(_ line: MalformedLine, to output: inout [UInt8]) {
    output.append(contentsOf: prefix)
    JSONText.append(number: line.lineNumber, to: &output)
    JSONText.append(key: "error", to: &output)
    output.append(contentsOf: "\"expected ".utf8)
    let expected = Array(line.expected.utf8)
    JSONText.append(expected.span.bytes, 0..<expected.count, to: &output)
    output.append(UInt8(ascii: "\""))
    number("column", Int64(line.column), &output)
    output.append(UInt8(ascii: "}"))
    output.append(0x0a)
  }

  private func appendClient(_ request: Request, _ span: RawSpan, to output: inout [UInt8]) {
    guard !request.client.isAbsent else { return text("client", request.clientText, span, &output) }
    JSONText.append(key: "client", to: &output)
    output.append(UInt8(ascii: "\""))
    if request.client.isV4 {
      for shift in [24, 16, 8, 0] as [UInt64] {
        JSONText.append(number: Int64(request.client.low >> shift & 255), to: &output)
        if shift > 0 { output.append(UInt8(ascii: ".")) }
      }
    } else {
      output.append(contentsOf: request.client.description.utf8)
    }
    output.append(UInt8(ascii: "\""))
  }

  private func text(
    _ key: StaticString, _ range: ByteRange, _ span: RawSpan, _ output: inout [UInt8]
  ) {
    guard !range.isEmpty, range.offsets.upperBound <= span.byteCount else { return }
    JSONText.append(key: key, to: &output)
    output.append(UInt8(ascii: "\""))
    JSONText.append(span, range.offsets, to: &output)
    output.append(UInt8(ascii: "\""))
  }

  private func number(_ key: StaticString, _ value: Int64, _ output: inout [UInt8]) {
    JSONText.append(key: key, to: &output)
    JSONText.append(number: value, to: &output)
  }
}
