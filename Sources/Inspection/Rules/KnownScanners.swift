/// A user agent that names an attack tool.
///
/// What it looks like: `Mozilla/5.00 (Nikto/2.1.5)`, `sqlmap/1.7`, `zgrab/0.x`. What normal looks
/// most like it: programs that ordinary API clients use (curl, python-requests, Go-http-client,
/// okhttp), monitoring and search robots. Those are not in this table. Tools that also survey the
/// internet for research weigh less than tools that only attack.
///
/// OWASP API8:2023, ATT&CK T1595.
enum KnownScanners: RuleFamily {
  static let sign = Sign.knownScanner

  private static func tool(_ name: StaticString, _ weight: UInt8 = 100) -> Phrase {
    Phrase(name, weight, left: .word, right: .word, in: .agent)
  }

  static let phrases: [Phrase] = [
    tool("nikto"), tool("sqlmap"), tool("nmap scripting"), tool("nmap nse"), tool("nmap"),
    tool("masscan"), tool("zgrab"), tool("nuclei"), tool("wpscan"), tool("gobuster"), tool("ffuf"),
    tool("dirbuster"), tool("dirb"), tool("dirsearch"), tool("feroxbuster"),
    tool("fuzz faster u fool"),
    Phrase("(hydra)", 100, in: .agent), tool("acunetix"), tool("nessus"), tool("openvas"),
    tool("l9explore"),
    tool("l9tcpid"), tool("w3af"), tool("arachni"), tool("skipfish"), tool("wfuzz"), tool("havij"),
    tool("commix"), tool("jorgee"), tool("zmeu"), tool("morfeus"), tool("whatweb"),
    tool("netsparker"),
    tool("invicti"), tool("burpcollaborator"), tool("burp suite"), tool("burpsuite"),
    tool("owasp zap"),
    tool("zaproxy"), tool("appscan"), tool("webinspect"), tool("qualys", 60), tool("detectify", 60),
    tool("jaeles"), tool("xsstrike"), tool("dalfox"), tool("joomscan"), tool("droopescan"),
    tool("cmsmap"), tool("vega", 60), tool("webshag"), tool("grendel-scan"),
    tool("golismero"),
    tool("bbqsql"), tool("sqlninja"), tool("bsqlbf"), tool("pangolin", 60), tool("brutus", 60),

    tool("httprint"), tool("n-stealth"), tool("blackwidow"), tool("dotdotpwn"),
    tool("fimap"), tool("uniscan"), tool("whisker", 30), tool("amiga-aweb", 30),
    tool("absinthe", 60),
    tool("mysqloit"), tool("patator"), tool("kiterunner"), tool("hakrawler"),
    tool("httpx - open-source", 60), tool("subfinder"), tool("interactsh"),
    tool("leakix", 60), tool("censysinspect", 60), tool("expanse", 40),
    tool("internetmeasurement", 40),
    tool("netsystemsresearch", 40), tool("shodan", 60), tool("projectdiscovery"), tool("gitleaks"),
    tool("trufflehog"), tool("log4j-scan"), tool("hello, world", 60), tool("r00ts3c"),
    tool("mirai"),
    tool("mozi", 60), tool("hajime"), tool("loic", 60), tool("slowloris"), tool("goldeneye", 60),
    tool("crowbar", 60), tool("thc-hydra"), tool("cgichk"), tool("webvulnscan"), tool("vulnscan"),
    tool("pentest", 60), tool("security scanner", 60), tool("scanner", 20),
    tool("report runner", 90),
    tool("xpymep"), tool("zeus scanner"), tool("struts-pwn"), tool("wapiti"), tool("tplmap"),
    tool("nosqlmap"), tool("ysoserial"), tool("cobalt strike"), tool("metasploit"),
    tool("core-project"),
    tool("fhscan core"), tool("toata dragostea"), tool("sumthin", 60),
    tool("prog.customcrawler"),
    tool("mama casper"), tool("internet ninja"), tool("sqlpowerinjector"),
    tool("python-httpx-scan"),
    tool("crawlergo"), tool("xray", 60), tool("gospider"),
    tool("aquatone"),
  ]
}
