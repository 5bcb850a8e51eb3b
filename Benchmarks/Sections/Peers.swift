import Foundation

/// Other programs over the same log, as far as they are installed.
enum Peers {
  /// The peers of a log.
  static func contestants(_ log: Log, _ arguments: Arguments, _ scratch: Scratch) -> [Contestant] {
    var peers: [Contestant] = []
    if Child.isInstalled("wc") {
      peers.append(
        Contestant(name: "wc -l", program: "wc", arguments: ["-l", log.path]) {
          try log.checkLineCount($0)
        })
    }
    if Child.isInstalled(gawk) {
      let program = "{ c[$9]++ } END { for (s in c) print s, c[s] }"
      peers.append(
        Contestant(name: gawk, program: gawk, arguments: [program, log.path]) {
          try log.checkStatusCounts($0)
        })
    }
    if arguments.hasPeers, Child.isInstalled("goaccess") {
      peers.append(goaccess(log, scratch.path("goaccess.json")))
    }
    return peers
  }

  /// The peer that the others are compared with.
  static let gawk = "gawk"

  private static func goaccess(_ log: Log, _ report: String) -> Contestant {
    let arguments = [
      log.path, "--log-format=COMBINED", "--no-global-config", "--no-progress", "-o", report,
    ]
    return Contestant(name: "goaccess", program: "goaccess", arguments: arguments) { _ in
      let data = try Data(contentsOf: URL(fileURLWithPath: report))
      let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      let general = object?["general"] as? [String: Any]
      guard let total = general?["total_requests"] as? Int else {
        throw Failure("goaccess wrote a report without a number of requests.")
      }
      return log.work("all panels to JSON; \(Figures.grouped(total)) requests")
    }
  }
}
