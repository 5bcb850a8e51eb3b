extension FormatCatalog {
  /// AWS S3 server access log. Any field may be `-`, and fields are added at the end.
  static let s3 = LogFormat(
    "aws-s3", "AWS S3 server access log",
    samples: [
      FormatSample(
        "79a59df900b949e5 mybucket [06/Feb/2026:00:00:38 +0000] 192.0.2.3 arn:aws:iam::1:user/ann 3E57427F3EXAMPLE REST.GET.OBJECT foo/bar.html \"GET /mybucket/foo/bar.html?x=1 HTTP/1.1\" 404 NoSuchKey 113 - 17 9 \"-\" \"S3Console/0.4\" - s9lzHYrFp76ZVxRcpX9 SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader mybucket.s3.amazonaws.com TLSv1.2 - -",
        [
          "client": "192.0.2.3", "time": "2026-02-06T00:00:38.000Z", "status": "404",
          "user": "arn:aws:iam::1:user/ann", "bytes": "113", "duration": "0.017",
          "target": "/mybucket/foo/bar.html?x=1", "userAgent": "S3Console/0.4",
        ])
    ]
  ) {
    LayoutLog(
      "<_> <_> [<time>] <client> <user> <_> <_> <_> \"<request>\" <status> <_> <bytes> <_> <ms> <_><?> \"<referer>\" \"<agent>\" <_>"
    )
  }
}
