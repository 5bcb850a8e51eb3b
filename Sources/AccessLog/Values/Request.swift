/// One parsed line of an access log: where its fields stand in the batch's buffer, and the numbers
/// in it. It copies nothing.
///
/// The text of every field is the client's own: the log's escaping (`\x22`, JSON escapes) is undone
/// by then, and nothing else (percent-encoding stays as it was sent). A field that the log does not
/// have is `ByteRange.absent`; a missing number is −1.
public struct Request: Sendable {
  /// When the request was made (or logged, for formats that know no better).
  public var time = Timestamp.absent
  /// Who asked: the client's address after trusted proxies, or `.absent` where it is a host name.
  public var client = Address.absent
  /// The client as the log wrote it, without a port; also set where it is a host name.
  public var clientText = ByteRange.absent
  /// The authenticated user, as the server logged it.
  public var user = ByteRange.absent
  /// The HTTP method; absent where the request line was no HTTP.
  public var method = ByteRange.absent
  /// The request target as sent: path and query, or an absolute URL. Where the request line was no
  /// HTTP it is that line.
  public var target = ByteRange.absent
  /// The path of the target, percent-encoded as sent.
  public var path = ByteRange.absent
  /// The query of the target without `?`, as sent.
  public var query = ByteRange.absent
  /// The protocol as logged, such as `HTTP/1.1`.
  public var version = ByteRange.absent
  /// The host asked for (virtual host or Host header), without a port.
  public var host = ByteRange.absent
  /// The Referer header.
  public var referer = ByteRange.absent
  /// The User-Agent header.
  public var userAgent = ByteRange.absent
  /// The whole log line as it stood, for evidence.
  public var line = ByteRange.absent
  /// The status the client got; −1 where the log has none (`-`, `000`, `0`, `-1`).
  public var status: Int32 = -1
  /// True where the log wrote the missing status as a zero (`0`, `000`): the client left before it
  /// got one. `tocsin parse` writes what the log says.
  public var isStatusZero = false
  /// Bytes sent to the client; −1 where the log has none.
  public var bytes: Int64 = -1
  /// How long the request took, in microseconds; −1 where the log has none.
  public var duration: Int64 = -1
  /// True for an absolute target in the log of a server whose other targets are paths: a request to be
  /// a proxy, unless the host is the server's own.
  public var isProxyForm = false
  /// The operation that a field of the log names (GraphQL operation, SOAP action).
  public var operation = ByteRange.absent
  /// In which way `operation` is meant.
  public var style = APIStyle.plain
  /// The status of a gRPC call, 0…16; −1 where the log has none.
  public var grpcStatus: Int8 = -1
  /// Line number in its file, from 1.
  public var lineNumber: Int64 = 0
  /// Byte offset of the line in its file (after decompression).
  public var offset: Int64 = 0

  /// A request without any field.
  public init() {}
}
