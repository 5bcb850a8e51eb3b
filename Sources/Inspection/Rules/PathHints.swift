/// What a path's name says about its purpose, without accusing anybody.
///
/// Log-ins and administration by the words that most applications use; detectors that count
/// failures and learn who uses what start from these. Hints appear in `Verdict.suspected` only.
enum PathHints {
  /// A family for each hint, since a family speaks for one sign.
  enum LogIn: RuleFamily {
    static let sign = Sign.logInPath
    private static func word(_ text: StaticString) -> Phrase {
      Phrase(text, 50, left: .segment, right: .stop, in: .path)
    }
    private static func last(_ text: StaticString) -> Phrase {
      Phrase(text, 50, left: .segment, right: .end, in: .path)
    }
    /// Words for logging in count anywhere; words that also name resources (`/sessions/5`) only at
    /// the end.
    static let phrases: [Phrase] = [
      word("login"), word("log-in"), word("log_in"), word("signin"), word("sign-in"),
      word("sign_in"), word("logon"), word("wp-login"), word("oauth/token"), word("oauth2/token"),
      word("auth/token"), word("connect/token"), word("authenticate"), word("j_security_check"),
      word("logincheck"), word("dologin"), word("user_login"), word("xmlrpc"), word("anmelden"),
      word("connexion"), word("iniciar-sesion"), word("accedi"), last("session"), last("sessions"),
      last("auth"), last("token"), last("tokens"), last("sso"), last("authorize"), last("mfa"),
      last("otp"), last("2fa"), last("verify-otp"), last("token/refresh"),
    ]
  }

  /// Functions for administrators.
  enum Administration: RuleFamily {
    static let sign = Sign.administrationPath
    private static func word(_ text: StaticString) -> Phrase {
      Phrase(text, 50, left: .segment, right: .stop, in: .path)
    }
    static let phrases: [Phrase] = [
      word("admin"), word("administrator"), word("administration"), word("administrative"),
      word("wp-admin"), word("superuser"), word("manage"), word("management"), word("manager"),
      word("console"), word("actuator"), word("internal"), word("backoffice"), word("root"),
      word("sysadmin"), word("phpmyadmin"), word("cpanel"), word("controlpanel"), word("staff"),
      word("moderation"), word("_admin"), word("admin-api"), word("adminapi"), word("impersonate"),
      word("feature-flags"), word("debug"), word("siteadmin"), word("admincp"), word("cms"),
    ]
  }

  /// Both.
  static let families: [any RuleFamily.Type] = [LogIn.self, Administration.self]

  /// True for paths that end like a file of a page's furniture. O(1).
  static func isStatic(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let first = max(range.lowerBound, range.upperBound - 8)
    var index = range.upperBound
    var hash = WordHash.seed
    while index > first {
      index -= 1
      if bytes[index] == UInt8(ascii: ".") { return endings.meaning(hash: hash) ?? false }
      hash = WordHash.step(hash, bytes[index].lowered)
    }
    return false
  }

  /// The endings, read from the back.
  private static let endings = WordTable<Bool>([
    (
      """
      css js mjs map png jpg jpeg gif svg webp avif ico bmp woff woff2 ttf otf eot mp4 webm mp3 ogg
      wav wasm less scss webmanifest
      """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0.reversed()) }
        .joined(separator: " "), true
    )
  ])
}
