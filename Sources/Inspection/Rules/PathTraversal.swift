/// A path that leaves its folder, or names a file of the system itself; and remote inclusion.
///
/// What it looks like: `../../../../etc/passwd`, `..%c0%af..%c0%afboot.ini`, `/static/..;/WEB-INF`,
/// `php://filter/…`. What normal looks most like it: relative links that a crawler resolved badly
/// (`/a/../img/x.png`), versions (`1..2`), a path within a parameter, a question about /etc/hosts.
/// One step up is a mistake; many, disguised ones, or a system file at the end are not.
///
/// OWASP API8:2023, ATT&CK T1083, CWE-22, CWE-98.
enum PathTraversal: RuleFamily {
  static let sign = Sign.pathTraversal

  static let phrases: [Phrase] = [
    .gate("/etc/", in: .path), .gate(".."), .gate("0x2e"), .gate(". ."), .gate("./"), .gate("etc"),
    .gate("{file}"),
    .gate("file:"), .gate("http"), .gate("ftp:"), .gate("/"), .gate("\\"),
    Phrase("boot.ini", 80, left: .word, right: .word),
    Phrase("win.ini", 80, left: .word, right: .word),
    Phrase("web-inf", 80, left: .word), Phrase("web-inf/", 20), Phrase("windowswin.ini", 100),
    Phrase("0x2e0x2e", 100), Phrase("..0x2f", 100), Phrase("..0x5c", 100), Phrase(".0x5c", 40),
    Phrase("/.//", 40),
    .gate("/sys/"), .gate("/proc/"), Phrase("meta-inf/", 60, left: .word),
    Phrase("/proc/self/", 80), Phrase("proc/self/environ", 100), Phrase("/proc/version", 80),
    Phrase("/proc/cpuinfo", 60), Phrase("/proc/1/", 90), Phrase("/sys/class", 80),
    Phrase("/proc/net/", 80), Phrase("/proc/mounts", 80), Phrase("/proc/sched_debug", 100),
    Phrase("php://filter", 100), Phrase("php://input", 100), Phrase("expect://", 100),
    Phrase("phar://", 100), Phrase("zip://", 100, left: .end), Phrase("glob://", 100, left: .end),
    Phrase("rar://", 100, left: .end), Phrase("ogg://", 80, left: .end),
    Phrase("compress.zlib://", 100),
    Phrase("compress.bzip2://", 100), Phrase("ssh2.exec://", 100), Phrase("ssh2.shell://", 100),
    Phrase("ssh2.scp://", 100),
    Phrase("ssh2.sftp://", 100), Phrase("ssh2.tunnel://", 100), Phrase("etcpasswd", 80),
    Phrase("file:///", 80),
    Phrase("system32", 60, left: .word), Phrase("\\windows\\", 50), Phrase("/windows/", 40),
    Phrase("winnt", 30, left: .word), Phrase("windows/win.ini", 100),
    Phrase("/var/log/", 60), Phrase("access.log", 30, in: .parameters),
    Phrase("inetpub", 60, left: .any), Phrase("global.asa", 70), Phrase("autoexec.bat", 70),
    Phrase(".ssh/", 80, left: .word, in: .parameters), Phrase("/.docker/", 70, in: .parameters),
    Phrase("/.aws/", 80, in: .parameters), Phrase("/.git/", 60, in: .parameters),
    Phrase("/.svn/", 60, in: .parameters), Phrase("/.env", 60, right: .stop, in: .parameters),
    Phrase("/.kube/", 80, in: .parameters), Phrase("id_rsa", 70, in: .parameters),
    Phrase(".htaccess", 50, in: .parameters), Phrase(".htpasswd", 70, in: .parameters),
    Phrase(".bash_history", 80, in: .parameters), Phrase("wp-config.php", 70, in: .parameters),
    Phrase("{file}", 60, right: .end, in: .parameters), Phrase("mosconfig_absolute_path", 100),
    Phrase("/usr/local/www", 60, in: .parameters), Phrase("/var/www", 50, in: .parameters),
    Phrase("/etc/f5-release", 100), Phrase("applicationhost.config", 80),
    Phrase("\\repair\\sam", 100), Phrase("/..;/", 100), Phrase("..;/", 100),
    Phrase("web.config", 40, left: .word, in: .parameters), Phrase("c:/windows", 60),
    Phrase("c:\\windows", 60), Phrase("/@fs/", 60, in: .path), Phrase("__x00__", 60),
    Phrase("sam._", 40), Phrase("ntuser.dat", 70), Phrase("pagefile.sys", 60),
    Phrase("::$data", 90), Phrase("/root/.", 80), Phrase("backup.sql", 60, in: .parameters),
    Phrase("jar:file:", 100, in: .parameters),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    walk(text, &evidence)
    runs(text, &evidence)
    windowsFile(text, &evidence)
    kernelFile(text, &evidence)
    systemFile(text, &evidence)
    inclusion(text, &evidence)
    if text.traits.contains(.nul), text.bytes.contains(UInt8(ascii: ".")),
      !text.traits.contains(.control),
      !text.traits.contains(.high)
    {
      evidence.add(nulByte, text, 0..<text.count)
    }
  }

  private static func walk(_ text: Text, _ evidence: inout Evidence) {
    let path = PathWalk(text)
    let range = path.first..<max(path.first, path.last)
    if path.climbs >= 3 || path.climbs == 2 && text.field != .path {
      evidence.add(path.climbs >= 3 ? manySteps : twoSteps, text, range)
    } else if path.climbs >= 1 {
      evidence.add(path.depthBelow > 0 && text.field == .path ? belowRoot : oneStep, text, range)
    }
    if path.disguised > 0 {
      evidence.add(path.disguised > 1 ? disguisedSteps : disguisedStep, text, range)
    }
    let disguises: DecodingTraits = [.overlong, .folded]
    if !text.traits.isDisjoint(with: disguises), path.climbs > 0 || text.contains("..") {
      evidence.add(overlongSteps, text, range)
    }
    if path.climbs > 0, text.traits.contains(.nested) { evidence.add(nestedSteps, text, range) }
    if path.climbs > 0, text.field != .path, text.role.contains(.file) {
      evidence.add(fileRole, text, range)
    }
    if text.has("/./././", at: 0) || text.contains("/./././") {
      evidence.add(dotSegments, text, 0..<6)
    }
  }

  /// `........`, `//////`: what is left of steps when a filter has removed parts of them.
  private static func runs(_ text: Text, _ evidence: inout Evidence) {
    var length = 0
    for index in text.bytes.indices {
      let isSame = index > 0 && text[index] == text[index - 1]
      length = isSame ? length + 1 : 1
      if text[index] == UInt8(ascii: "."), length == 6 {
        evidence.add(dotRun, text, index - 5..<index + 1)
      }
      if text[index] == UInt8(ascii: "/") || text[index] == UInt8(ascii: "\\"), length == 4 {
        evidence.add(slashRun, text, index - 3..<index + 1)
      }
    }
  }

  /// `boot.ini` and its like with a way to it, or where a file is read.
  private static func windowsFile(_ text: Text, _ evidence: inout Evidence) {
    for name in ["/proc/", "/sys/class", "/var/log/"] as [StaticString]
    where text.role.contains(.file) && text.has(name, at: 0) {
      evidence.add(systemPathInContext, text, 0..<name.utf8CodeUnitCount)
    }
    for name in ["boot.ini", "win.ini", "web-inf", "global.asa", "system.ini"] as [StaticString] {
      guard let start = text.firstIndex(of: name) else { continue }
      let hasWay = start > 0 && text[start - 1] != 0x20
      if hasWay || text.role.contains(.file) { evidence.add(systemPathInContext, text, 0..<start) }
    }
  }

  /// A file of the kernel's own, which is on no web server to be served: as a whole value, or where a
  /// path ends in it.
  private static func kernelFile(_ text: Text, _ evidence: inout Evidence) {
    for folder in ["/proc/", "/sys/"] as [StaticString] {
      guard let start = text.firstIndex(of: folder), text.field == .path || start == 0,
        !text.bytes.contains(0x20)
      else { continue }
      let name = start + folder.utf8CodeUnitCount
      var end = name
      while text[end].isWord || text[end] == UInt8(ascii: "-") { end += 1 }
      if kernelNames.meaning(of: name..<end, in: text) != nil {
        evidence.add(kernelPath, text, start..<end)
      }
    }
  }

  /// Names in /proc and /sys (proc(5), sysfs(5)) that are no words of an API.
  private static let kernelNames = WordTable<Bool>([
    (
      """
      self cpuinfo meminfo interrupts version cmdline mounts kallsyms kcore kmsg loadavg sched_debug
      filesystems partitions swaps devices iomem ioports diskstats vmstat zoneinfo slabinfo
      thread-self environ net class kernel firmware hypervisor block bus fs
      """, true
    )
  ])

  /// A file that every machine of its sort has: `etc` and its name with anything that may be meant
  /// as a separator between them.
  private static func systemFile(_ text: Text, _ evidence: inout Evidence) {
    var from = 0
    while let etc = text.firstIndex(of: "etc", from: from) {
      from = etc + 3
      let isSpelledOut = text.has("0x5c", at: etc - 4) || text.has("0x2f", at: etc - 4)
      let isTorn = text.traits.contains(.malformed) || isSpelledOut
      guard etc == 0 || !text[etc - 1].isLetter || isTorn else { continue }
      var name = etc + 3
      while name - etc < 16, name < text.count, !isNameStart(text, name) { name += 1 }
      guard name > etc + 3 else { continue }
      for file in etcFiles where text.has(file, at: name) {
        let isAbsolute = etc == 0 || !text[etc - 1].isWord
        evidence.add(isAbsolute ? systemPath : systemWord, text, etc..<name)
        let climbs = text.contains("..") || text.traits.contains(.overlong)
        let isSecret = secretFiles.contains { text.has($0, at: name) } && !text.bytes.contains(0x20)
        if climbs || text.role.contains(.file) || text.field == .path || isSecret {
          evidence.add(systemPathInContext, text, 0..<name)
        }
        return
      }
    }
  }

  private static func isNameStart(_ text: Text, _ index: Int) -> Bool {
    text[index].isLetter && etcFiles.contains { text.has($0, at: index) }
  }

  /// Files that nobody names by their whole path alone but to read them.
  private static let secretFiles: [StaticString] = [
    "passwd", "shadow", "group", "issue", "sudoers", "gshadow", "master.passwd",
  ]

  private static let etcFiles: [StaticString] = [
    "passwd", "shadow", "group", "hosts", "issue", "hostname", "fstab", "crontab", "sudoers",
    "resolv.conf", "ssh/", "apache", "nginx", "httpd", "my.cnf", "mysql", "motd", "profile",
    "network/", "php", "master.passwd", "gshadow", "security/", "redis", "letsencrypt", "ld.so",
    "inetd", "subuid", "subgid", "crypttab", "pam.d", "rc.local", "sysctl.conf", "sysconfig",
    "mtab",
    "rsyncd", "krb5", "openldap", "kubernetes", "lighttpd", "postfix", "tomcat", "services",
    "os-release", "lsb-release", "proftpd", "vsftpd", "samba", "init.d",
    "cron",
  ]

  /// A whole address in a parameter that names a file, ended by `?` to swallow the suffix that the
  /// application appends, or leading to a script: remote file inclusion.
  private static func inclusion(_ text: Text, _ evidence: inout Evidence) {
    guard text.field == .value,
      text.has("http:", at: 0) || text.has("https:", at: 0) || text.has("ftp:", at: 0)
    else { return }
    if text[text.count - 1] == UInt8(ascii: "?") { evidence.add(suffixCut, text, 0..<text.count) }
    let last = text.bytes.firstIndex(of: UInt8(ascii: "?")) ?? text.count
    let isScript = [".php", ".txt", ".jsp", ".asp", ".sh", ".exe", ".gif", ".jpg", ".dat"].contains
    {
      (suffix: StaticString) in text.has(suffix, at: last - suffix.utf8CodeUnitCount)
    }
    if text.role.contains(.file), isScript { evidence.add(remoteScript, text, 0..<text.count) }
    let host = HostLiteral(text)
    if host?.isAddress ?? false, isScript || text.role.contains(.file) {
      evidence.add(remoteAddress, text, 0..<text.count)
      let isPublic = host?.reach == .elsewhere && !text.role.contains(.redirect)
      let isImage = [".gif", ".jpg", ".dat"].contains { (suffix: StaticString) in
        text.has(suffix, at: last - suffix.utf8CodeUnitCount)
      }
      if isScript, isPublic, !isImage { evidence.add(scriptAtAddress, text, 0..<text.count) }
    }
  }

  private static let manySteps = Rule(sign, 100, "three or more steps up")
  private static let twoSteps = Rule(sign, 60, "two steps up")
  private static let oneStep = Rule(sign, 30, "a step up")
  private static let belowRoot = Rule(sign, 60, "a step above the root")
  private static let disguisedStep = Rule(sign, 50, "a step up in disguise")
  private static let disguisedSteps = Rule(sign, 90, "steps up in disguise")
  private static let overlongSteps = Rule(sign, 90, "steps up in overlong UTF-8 or look-alikes")
  private static let nestedSteps = Rule(sign, 70, "steps up encoded twice")
  private static let fileRole = Rule(sign, 40, "a step up in a parameter that names a file")
  private static let dotSegments = Rule(sign, 70, "a run of empty steps")
  private static let systemPath = Rule(sign, 70, "a file of the system")
  private static let systemWord = Rule(sign, 20, "the name of a file of the system")
  private static let systemPathInContext = Rule(
    sign, 40, "a file of the system where a file is read")
  private static let dotRun = Rule(sign, 40, "a run of dots")
  private static let slashRun = Rule(sign, 40, "a run of slashes")
  private static let nulByte = Rule(sign, 70, "a NUL byte that cuts off a file's ending")
  private static let suffixCut = Rule(sign, 60, "an address ended by ? to cut off what follows")
  private static let remoteScript = Rule(sign, 60, "a remote file where a file is read")
  private static let kernelPath = Rule(sign, 100, "a file of the kernel")
  private static let scriptAtAddress = Rule(sign, 40, "which is a script")
  private static let remoteAddress = Rule(sign, 60, "a remote file at a bare address")
}
