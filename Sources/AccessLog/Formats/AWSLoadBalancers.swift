extension FormatCatalog {
  /// AWS Application Load Balancer. The three times add up to the whole; −1 where a connection was
  /// never made. Fields have been added at the end over the years, so the end is left open.
  static let alb = LogFormat(
    "aws-alb", "AWS Application Load Balancer",
    samples: [
      FormatSample(
        "https 2026-07-02T22:23:00.186641Z app/lb/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 \"GET https://www.example.com:443/a?b=c HTTP/1.1\" \"curl/8.7.0\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:x \"Root=1-5\" \"www.example.com\" \"arn:y\" 1 2026-07-02T22:22:48.364000Z \"forward\" \"-\" \"-\" \"10.0.0.1:80\" \"200\" \"-\" \"-\"",
        [
          "client": "192.168.131.39", "time": "2026-07-02T22:23:00.186Z", "status": "200",
          "bytes": "57", "duration": "0.171", "method": "GET", "host": "www.example.com",
          "target": "https://www.example.com:443/a?b=c", "path": "/a", "query": "b=c",
          "userAgent": "curl/8.7.0",
        ]),
      FormatSample(
        "http 2026-03-17T18:54:14.216357Z app/lb/7f0dc2b05788640f 2001:db8::9:15070 - -1 -1 -1 400 - 0 272 \"- http://lb.amazonaws.com:80- -\" \"-\" - - - \"-\" \"-\" \"-\" - 2026-03-17T18:54:13.967000Z \"-\" \"-\" \"-\" \"-\" \"-\" \"-\" \"-\"",
        ["client": "2001:db8::9", "status": "400", "target": "http://lb.amazonaws.com:80-"]),
    ]
  ) {
    LayoutLog(
      "<_> <time> <_> <client:port> <_> <+s> <+s> <+s> <status> <_> <_> <bytes> \"<request>\"<?> \"<agent>\" <_>"
    )
  }

  /// AWS classic Elastic Load Balancer.
  static let elb = LogFormat(
    "aws-elb", "AWS classic load balancer",
    samples: [
      FormatSample(
        "2026-05-13T23:39:43.945958Z my-lb 192.168.131.39:2817 10.0.0.1:80 0.000086 0.001048 0.001337 200 200 0 57 \"GET https://www.example.com:443/ HTTP/1.1\" \"curl/8.7.0\" DHE-RSA-AES128-SHA TLSv1.2",
        [
          "client": "192.168.131.39", "status": "200", "bytes": "57", "duration": "0.002471",
          "path": "/", "userAgent": "curl/8.7.0",
        ])
    ]
  ) {
    LayoutLog(
      "<time> <_> <client:port> <_> <+s> <+s> <+s> <status> <_> <_> <bytes> \"<request>\"<?> \"<agent>\" <_>"
    )
  }
}
