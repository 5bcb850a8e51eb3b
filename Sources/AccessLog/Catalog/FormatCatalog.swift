/// All formats that are known by name (and `guessed`, the last resort). Where two of them fit a log equally well, the one that comes
/// first is taken.
public enum FormatCatalog {
  /// The formats, the most common first.
  public static let all: [LogFormat] =
    [
      nginxError, combined, haproxy, envoy, istio, alb, elb, s3, squid, nginxProxyManager,
      timeFirst,
      uwsgi, morgan, gin, python, w3c, cloudFront, iis, logfmt,
    ] + servers + [json]

  /// The format of that name, or nil.
  public static func format(named name: String) -> LogFormat? {
    (all + [guessed]).first { $0.name == name }
  }
}
