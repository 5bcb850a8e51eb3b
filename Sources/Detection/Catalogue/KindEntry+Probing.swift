// Probing: somebody looks for a way in.
extension KindEntry {
  static let contentDiscovery = KindEntry(
    "Content discovery", owasp: [.api9], attack: ["T1595.003"],
    meaning: "A sweep of guessed paths, as a word-list tool makes it.",
    advice:
      "Block the client. Look at the few paths that did not answer 404: is each of them meant to be public?",
    adviceIfIn:
      "The sweep found something: read the paths answered with 2xx, take down what is not meant to be public, rotate any secret that stood in it, block the client."
  )

  static let vulnerabilityScan = KindEntry(
    "Vulnerability scan", owasp: [.api8], attack: ["T1595.002"],
    meaning: "Probes for known weaknesses of products, whether you run them or not.",
    advice:
      "Block the client. If you run a product that it asked for, check its version against the weakness today.",
    adviceIfIn:
      "A probe was answered as the weakness would be: take the product from the network or patch it now, then look for new files, accounts and outgoing connections on the server. Block the client."
  )

  static let sensitiveFileAccess = KindEntry(
    "Sensitive file access", owasp: [.api8], attack: ["T1552.001"],
    meaning:
      "Somebody asks for files that hold secrets: .env, .git, backups, keys, debug consoles.",
    advice:
      "Check that such files are not below the web root and that the server refuses dot files; block the client if it goes on.",
    adviceIfIn:
      "The file was answered: take it off the server, rotate every secret in it (keys, passwords, tokens) today, and search the logs for their use and for other clients that fetched it. Block the address."
  )

  static let knownScanner = KindEntry(
    "Known scanner", owasp: [.api8], attack: ["T1595"],
    meaning: "The client says of itself that it is an attack tool.",
    advice:
      "Ask whether a test of your own is running. If not, block the client and refuse its user agent.",
    adviceIfIn:
      "Ask whether a test of your own is running. If not, block the client and go through its requests answered with 2xx: they are what the tool found."
  )

  static let methodAbuse = KindEntry(
    "Method abuse", owasp: [.api8],
    meaning: "Methods that the endpoint does not serve: TRACE, CONNECT, DEBUG, WebDAV.",
    advice: "Let the server answer 405 to every method that the endpoint does not need.",
    adviceIfIn:
      "The server accepted the method: switch it off, look for files written by PUT, MOVE or COPY and remove them. Block the client."
  )

  static let malformedRequests = KindEntry(
    "Malformed requests", owasp: [.api8], attack: ["T1190"],
    meaning: "Requests that are no HTTP, or so bent that two servers could read them differently.",
    advice:
      "Block the client. If a proxy stands in front, check that both refuse ambiguous requests (request smuggling).",
    adviceIfIn:
      "A bent request was answered as if it were sound: update the server and the proxy, refuse ambiguous requests on both, block the client."
  )

  static let openProxyProbe = KindEntry(
    "Open proxy probe", owasp: [.api7], attack: ["T1090"],
    meaning: "Somebody asks this server to fetch from other hosts, to use it as a proxy.",
    advice:
      "Check that the server refuses CONNECT and absolute URLs of hosts that are not its own.",
    adviceIfIn:
      "The server may have relayed: switch proxying off now, check its outgoing connections (also to internal addresses and 169.254.169.254), block the client."
  )
}
