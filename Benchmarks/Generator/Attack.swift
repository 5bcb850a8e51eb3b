/// Somebody who attacks in the generated log, and what `analyze` has to say about it.
struct Attack {
  /// One request of it.
  struct Step {
    /// When, in seconds since 1970.
    var time: Int
    /// Who.
    var address: String
    /// Method and target.
    var request: String
    /// The answer's status.
    var status: Int
    /// The answer's bytes.
    var bytes: Int
  }

  /// What it is, by the name of its kind in alerts.
  var kind: String
  /// The address that an alert has to be about; nil where there are many.
  var address: String?
  /// The user agent.
  var agent: String
  /// The requests, in the order of time.
  var steps: [Step]
}

extension Attack {
  /// The attacks of a log of so many seconds: each begins at a share of it and lasts ten minutes at
  /// most. They are of the plain sort that must never be missed; how well hidden ones are found is
  /// the matter of the sample logs, not of a benchmark.
  static func all(length: Double) -> [Attack] {
    let at = { (share: Double) in LogTime.start + Int(length * share) }
    return [
      injection(from: at(0.2)), guessing(from: at(0.35)), sweep(from: at(0.5)),
      enumeration(from: at(0.65)), stuffing(from: at(0.8)),
    ]
  }

  /// Tries SQL in a search field.
  private static func injection(from start: Int) -> Attack {
    let payloads = [
      "%27%20OR%201%3D1--%20", "1%27%20UNION%20SELECT%20name%2Cpassword%20FROM%20users--%20",
      "%27%20AND%20SLEEP(5)--%20", "x%27%3BDROP%20TABLE%20orders--%20",
      "1)%20UNION%20ALL%20SELECT%20NULL%2CNULL%2Cversion()--%20",
    ]
    let address = "192.0.2.77"
    let steps = (0..<60).map { place in
      Step(
        time: start + place * 8, address: address,
        request: "GET /api/v1/search?q=\(payloads[place % payloads.count])\(place)&limit=20",
        status: place % 3 == 0 ? 500 : 200, bytes: 640 + place)
    }
    return Attack(
      kind: "sql-injection", address: address, agent: Client.agents[0], steps: steps)
  }

  /// Guesses one account's password: forty tries a minute, the last one right.
  private static func guessing(from start: Int) -> Attack {
    let address = "198.51.100.23"
    let steps = (0..<400).map { place in
      Step(
        time: start + place * 3 / 2, address: address, request: "POST /api/v1/auth/login",
        status: place == 399 ? 200 : 401, bytes: place == 399 ? 480 : 62)
    }
    return Attack(kind: "brute-force", address: address, agent: Client.agents[9], steps: steps)
  }

  /// Looks for what might lie about: five paths a second out of a list.
  private static func sweep(from start: Int) -> Attack {
    let address = "203.0.113.9"
    let names = [
      "old", "test", "dev", "internal", "private", "export", "dump", "console", "status",
    ]
    let ends = ["", ".json", ".zip", ".bak", "/index", "/v2", "/list", "/new", "/1", "/data"]
    let steps = (0..<900).map { place in
      let name = names[place % names.count] + "-\(place / 90)"
      return Step(
        time: start + place / 5, address: address,
        request: "GET /api/\(name)\(ends[place / names.count % ends.count])", status: 404, bytes: 19
      )
    }
    return Attack(
      kind: "content-discovery", address: address, agent: Client.agents[11], steps: steps)
  }

  /// Fetches one invoice after the other.
  private static func enumeration(from start: Int) -> Attack {
    let address = "198.51.100.140"
    let steps = (0..<1200).map { place in
      Step(
        time: start + place / 2, address: address,
        request: "GET /api/v1/invoices/\(31_000 + place)",
        status: place % 17 == 0 ? 404 : 200, bytes: 1700 + place % 300)
    }
    return Attack(
      kind: "object-enumeration", address: address, agent: Client.agents[9], steps: steps)
  }

  /// Tries leaked passwords from 120 addresses, two or three from each.
  private static func stuffing(from start: Int) -> Attack {
    let steps = (0..<300).map { place in
      Step(
        time: start + place * 2, address: "203.0.113.\(100 + place * 7 % 120)",
        request: "POST /api/v1/auth/login", status: 401, bytes: 62)
    }
    return Attack(
      kind: "credential-stuffing", address: nil, agent: Client.agents[4], steps: steps)
  }
}
