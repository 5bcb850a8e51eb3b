/// A request for a file that was never meant to be served.
///
/// What it looks like: `/.env`, `/.git/config`, `/wp-config.php.bak`, `/backup.sql`,
/// `/actuator/env`, `/phpinfo.php`. What normal looks most like it: `/.well-known/…`, health checks
/// (`/actuator/health`), `/environment`, archives that are offered for download. Only names that
/// hold secrets by their nature are proof; endings alone are a hint.
///
/// OWASP API8:2023, ATT&CK T1552.001, T1083, CWE-530, CWE-538.
enum SensitiveFiles: RuleFamily {
  static let sign = Sign.sensitiveFileAccess

  private static func secret(_ name: StaticString, _ weight: UInt8 = 100) -> Phrase {
    Phrase(name, weight, left: .segment, right: .stop, in: .path)
  }
  private static func ending(_ name: StaticString, _ weight: UInt8) -> Phrase {
    Phrase(name, weight, right: .stop, in: .path)
  }

  static let phrases: [Phrase] = [
    .gate("/.", in: .path), .gate("~", in: .path), .gate("backup", in: .path),
    // Secrets and keys
    secret(".env"), Phrase(".env.", 100, left: .segment, in: .path), secret(".htpasswd"),
    secret(".htaccess", 80), secret("id_rsa"), secret("id_dsa"), secret("id_ed25519"),
    secret(".ssh"), secret(".aws"), secret(".npmrc"), secret(".netrc"), secret(".pgpass"),
    secret(".my.cnf"), secret(".dockercfg"), secret(".docker"), secret(".kube"), secret(".boto"),
    secret(".git-credentials"), secret(".bash_history"), secret(".mysql_history"), secret(".s3cfg"),
    secret(".psql_history"), secret("secrets.yml", 80), secret("secrets.json", 80),
    secret("credentials.json", 80), secret("serviceaccountkey.json"), secret("privkey.pem"),
    ending(".pem", 70), ending(".p12", 60), ending(".pfx", 80), ending(".kdbx", 100),
    secret("server.key", 100), ending(".key", 40), ending(".ppk", 90), ending(".jks", 80),
    // Version control and tools
    secret(".git"), secret(".svn"), secret(".hg"), secret(".bzr"), secret("cvs", 30),
    secret(".ds_store", 80), secret(".vscode"), secret(".idea"), secret(".gitlab-ci.yml", 80),
    secret(".gitignore", 60), secret(".travis.yml", 60), secret("sftp-config.json"),
    secret("sftp.json"),
    secret(".ftpconfig"), secret("docker-compose.yml", 80), secret("dockerfile", 50),
    // Configuration and its backups
    secret("wp-config.php", 80), Phrase("wp-config.php", 40, right: .any, in: .path),
    Phrase("wp-config.", 60, in: .path), secret("web.config", 80), secret("config.inc.php", 60),
    secret("configuration.php", 60), secret("localsettings.php", 60),
    secret("appsettings.json", 70),
    secret("application.yml", 70), secret("application.properties", 70), secret("database.yml", 80),
    secret("settings.py", 60), secret("parameters.yml", 70), secret("global.asa", 80),
    secret("global.asax", 60), ending(".bak", 100), ending(".old", 50), ending(".orig", 50),
    ending(".swp", 90), ending(".save", 50), ending(".php~", 90), ending(".php.txt", 60),
    ending(".sql", 90), ending(".sql.gz", 60), ending(".sqlite", 70), ending(".mdb", 70),
    ending(".dump", 60), ending(".db", 40), ending(".inc", 40), ending(".backup", 70),
    Phrase("/backup.", 60, in: .path), Phrase("/dump.", 60, in: .path),
    Phrase("/www.zip", 80, in: .path),
    Phrase("/site.zip", 60, in: .path), Phrase("/website.zip", 60, in: .path),
    ending(".tar.gz", 20),
    Phrase("/db.", 30, in: .path), ending(".ini", 60), ending(".conf", 40), ending(".cfg", 30),
    ending(".log", 50), secret("error.log", 60), secret("error_log", 80), secret("debug.log", 70),
    secret("laravel.log", 100), secret("access.log", 60), secret("access_log", 60),
    ending(".jsp.bak", 40), ending(".printer", 40), ending(".config", 50), ending(".sys", 40),
    ending(".cnf", 60), ending(".bash", 60), ending(".pwd", 70), ending(".dat", 10),
    ending(".lnk", 50),
    // Consoles and diagnostics
    Phrase("/actuator/env", 100, in: .path), Phrase("/actuator/heapdump", 100, in: .path),
    Phrase("/actuator/trace", 90, in: .path), Phrase("/actuator/jolokia", 100, in: .path),
    Phrase("/actuator/gateway", 90, in: .path), Phrase("/actuator/configprops", 100, in: .path),
    Phrase("/actuator/shutdown", 100, in: .path), Phrase("/actuator/mappings", 80, in: .path),
    Phrase("/actuator/threaddump", 90, in: .path), Phrase("/actuator/logfile", 100, in: .path),
    Phrase("/heapdump", 80, in: .path), Phrase("phpinfo", 80, left: .word, in: .path),
    Phrase("php_info", 80, left: .word, in: .path), Phrase("getphpinfo", 100, in: .path),
    secret("info.php", 90), secret("test.php", 30), secret("server-status", 60),
    secret("server-info", 60),
    secret("elmah.axd"), secret("trace.axd"), Phrase("/_profiler", 80, in: .path),
    Phrase("/debug/pprof", 90, in: .path), Phrase("/debug/default/view", 100, in: .path),
    Phrase("/_ignition/", 90, in: .path), Phrase("/telescope/requests", 90, in: .path),
    Phrase("/jolokia", 80, in: .path), Phrase("/h2-console", 80, in: .path),
    Phrase("/__debug__", 60, in: .path),
    // Files of the system
    Phrase("/etc/passwd", 100, in: .path), Phrase("/etc/shadow", 100, in: .path),
    Phrase("/etc/letsencrypt", 100, in: .path), Phrase("/proc/self", 100, in: .path),
    Phrase("/usr/share/", 50, in: .path), Phrase("/usr/local/", 30, in: .path),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    guard text.field == .path else { return }
    dotFile(text, &evidence)
    for index in text.bytes.indices where text[index] == UInt8(ascii: "~") {
      let ends = index + 1 == text.count || text[index + 1] == UInt8(ascii: "/")
      if ends, index > 4, text.bytes[..<index].suffix(6).contains(UInt8(ascii: ".")) {
        evidence.add(editorBackup, text, index..<index + 1)
      }
    }
  }

  /// A hidden file or folder that is none of those the web has given a meaning to.
  private static func dotFile(_ text: Text, _ evidence: inout Evidence) {
    var from = 0
    while let start = text.firstIndex(of: "/.", from: from) {
      from = start + 2
      let name = start + 2
      guard text[name].isLetter else { continue }
      var end = name
      while text[end].isWord || text[end] == UInt8(ascii: "-") { end += 1 }
      if served.meaning(of: name..<end, in: text) != nil { continue }
      evidence.add(hidden, text, start..<end)
      for kind in ["ignore", "rc", "_history", "_profile", "_aliases"] as [StaticString]
      where text.has(kind, at: end - kind.utf8CodeUnitCount) && end == text.count {
        evidence.add(hiddenSettings, text, start..<end)
      }
      for kind in [
        ".json", ".toml", ".yml", ".yaml", ".ini", ".conf", "/config", ".cfg", ".env",
        "/credentials", ".key", ".pem", ".md", ".log", ".sqlite", ".db", ".xml", ".lock", ".sh",
        "/settings", ".bak", "/secrets",
      ] as [StaticString]
      where text.has(kind, at: text.count - kind.utf8CodeUnitCount) {
        return evidence.add(hiddenSettings, text, start..<text.count)
      }
    }
  }

  /// `.well-known` (RFC 8615), and what hosts of pages serve under a dot.
  private static let served = WordTable<Bool>([
    ("well-known netlify auth oauth within vite vercel hcp file resource identity next", true)
  ])

  private static let hidden = Rule(sign, 60, "a hidden file")
  private static let hiddenSettings = Rule(sign, 60, "settings in a hidden folder")
  private static let editorBackup = Rule(sign, 60, "an editor's backup of a file")
}
