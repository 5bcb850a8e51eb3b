/// Attacks as they look in a log, each by one client.
public enum Attacks {
  /// Wrong passwords, one after the other, and perhaps the right one at the end.
  public static func bruteForce(
    _ client: String = "198.51.100.7", at start: Int64, tries: Int, every seconds: Int64 = 2,
    succeeds: Bool = false
  ) -> [LogLine] {
    let tried = (0..<tries).map {
      LogLine(start + Int64($0) * seconds, client, "POST /login", 401, agent: "curl/8.5.0")
    }
    guard succeeds else { return tried }
    return tried + [
      LogLine(start + Int64(tries) * seconds, client, "POST /login", agent: "curl/8.5.0")
    ]
  }

  /// A word list of paths that do not exist.
  public static func contentDiscovery(
    _ client: String = "198.51.100.8", at start: Int64, paths: Int, perSecond: Int = 4
  ) -> [LogLine] {
    (0..<paths).map {
      LogLine(
        start + Int64($0 / perSecond), client, "GET /\(word($0))", 404, agent: "feroxbuster/2.10")
    }
  }

  /// A walk through orders by their number.
  public static func walk(
    _ client: String = "198.51.100.9", at start: Int64, objects: Int, perSecond: Int = 2
  ) -> [LogLine] {
    (0..<objects).map {
      LogLine(
        start + Int64($0 / perSecond), client, "GET /orders/\(1000 + $0)", $0 % 7 == 3 ? 403 : 200,
        bytes: 900, agent: "python-requests/2.32")
    }
  }

  /// SQL injection that leaves no doubt.
  public static func injection(
    _ client: String = "198.51.100.10", at start: Int64, requests: Int, status: Int = 500
  ) -> [LogLine] {
    (0..<requests).map {
      LogLine(
        start + Int64($0) * 3, client,
        "GET /orders?page=1'%20UNION%20SELECT%20username,password%20FROM%20users--%20\($0)", status)
    }
  }

  /// A word of letters for a number.
  public static func word(_ number: Int) -> String {
    let letters = Array("abcdefghij")
    return "w" + String(String(number).map { letters[$0.wholeNumberValue ?? 0] })
  }
}
