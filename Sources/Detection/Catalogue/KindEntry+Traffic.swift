// Abnormal traffic: not an attack by itself, though one may stand behind it.
extension KindEntry {
  static let trafficSurge = KindEntry(
    "Traffic surge", owasp: [.api4], attack: ["T1498", "T1499"], isAttack: false,
    meaning: "Far more requests arrive than at this time of the day and week.",
    advice:
      "Look at the busiest clients and endpoints of the window: a campaign, a retry loop or a flood? Add capacity or a rate limit for the few clients that make the difference.",
    adviceIfIn:
      "Look at the busiest clients of the window, limit or block them, then follow what they were answered with 2xx."
  )

  static let trafficDrop = KindEntry(
    "Traffic drop", isAttack: false,
    meaning: "Far fewer requests arrive than usual: an outage in front of the server, or a bypass.",
    advice:
      "Check DNS, the certificate, the load balancer and the last deployment; call the service from outside. Check that the log itself is still written and rotated.",
    adviceIfIn:
      "Check DNS and the load balancer for changes that nobody made: traffic may be sent elsewhere."
  )

  static let sourceSilent = KindEntry(
    "Source silent", attack: ["T1562"], isAttack: false,
    meaning: "A log that used to speak has stopped, so nothing about its server would be noticed.",
    advice:
      "Check that the server runs, that its disk is not full, that the log was not switched off and that rotation reopened the file.",
    adviceIfIn:
      "Treat the silence as covering tracks: take the server from the network, keep its disk, read the other servers' logs for the same clients."
  )

  static let parseFailures = KindEntry(
    "Parse failures", owasp: [.api8], isAttack: false,
    meaning: "Many lines do not fit the log's format, so what they record is not judged.",
    advice:
      "Run `tocsin formats FILE` to see where the lines break off: a changed log format, two writers in one file, or binary requests.",
    adviceIfIn:
      "Read the malformed lines by hand: they may have been made unreadable on purpose. Compare with the application's own log."
  )

  static let errorSurge = KindEntry(
    "Error surge", isAttack: false,
    meaning: "The server fails (5xx) far more often than it used to: users are affected.",
    advice:
      "Check the last deployment and the services behind the endpoint; read the application's error log for the window. Roll back if the surge began with a release.",
    adviceIfIn:
      "Read the application's error log for the window: find which input breaks it, block that input, then look for what it did before it failed."
  )

  static let unusualErrors = KindEntry(
    "Unusual errors", owasp: [.api8], attack: ["T1190"], isAttack: false,
    meaning: "An endpoint answers with errors that it has not shown before.",
    advice:
      "Replay one of the evidence requests in a test system and read the answer's body: stack traces and database errors must not reach clients.",
    adviceIfIn:
      "Somebody may have found the input that breaks it: block the client, replay the evidence requests in a test system, fix the handling, search the log for the same parameters."
  )

  static let latencySurge = KindEntry(
    "Latency surge", owasp: [.api4], isAttack: false,
    meaning: "Answers take far longer than usual.",
    advice:
      "Check the database and the services behind the endpoint, then the last deployment; look for a client that asks for expensive answers.",
    adviceIfIn:
      "Slow answers may be injected delays (SLEEP, heavy regular expressions): read the parameters of the slowest requests and block their sender."
  )

  static let egressSurge = KindEntry(
    "Egress surge", owasp: [.api3, .api6], attack: ["T1567", "T1030"],
    meaning: "Far more bytes leave than usual: data may be leaving with them.",
    advice:
      "Find out who the client is and what was fetched. If nobody can explain it, suspend the credential, limit the page size and the rate of the endpoint.",
    adviceIfIn:
      "Suspend the credential and block the address now. Save these logs; list which records were answered with 2xx: you may have to report a breach (GDPR: within 72 hours)."
  )

  static let requestFlood = KindEntry(
    "Request flood", owasp: [.api4], attack: ["T1499.002"],
    meaning: "Requests come at a rate that no normal client reaches.",
    advice:
      "Block or rate-limit the sources at the edge; switch on the provider's protection if there are many. Make sure that the expensive endpoints answer from a cache.",
    adviceIfIn:
      "Block the sources at the edge, then check that the flood was not there to hide something: read what else happened in the same minutes."
  )

  static let cacheBusting = KindEntry(
    "Cache busting", owasp: [.api4], attack: ["T1499.003"],
    meaning: "One path is fetched with ever new random parameters, so that no cache can answer.",
    advice:
      "Block the client; let the cache ignore parameters that the endpoint does not know, or answer them with 400.",
    adviceIfIn:
      "Block the client; let the cache ignore unknown parameters. Check that the servers behind the cache have recovered."
  )

  static let resourceAbuse = KindEntry(
    "Resource abuse", owasp: [.api4], attack: ["T1499.003"],
    meaning: "Parameters ask for far more than anybody has asked for before (limit, size, depth).",
    advice:
      "Give the parameter an upper limit on the server and answer 400 above it; rate-limit the client.",
    adviceIfIn:
      "The oversized requests were answered: limit the parameter on the server now, and check how much data the client has taken."
  )
}
