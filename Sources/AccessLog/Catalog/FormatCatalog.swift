/// All formats that are known by name. Where two of them fit a log equally well, the one that comes
/// first is taken.
public enum FormatCatalog {
  /// The formats, the most common first.
  public static let all: [LogFormat] =
    [
      combined, json, haproxy, envoy, istio, alb, elb, s3, squid, nginxProxyManager, timeFirst,
      uwsgi, morgan, gin, python, w3c, cloudFront, logfmt, nginxError,
    ] + servers

  /// The format of that name, or nil.
  public static func format(named name: String) -> LogFormat? {
    all.first { $0.name == name }
  }
}
