// Injection: input that is meant to be executed. The Top 10 of 2023 has no entry of its own for it;
// it names injection under API8 (misconfiguration) and, where the input passes through to a system
// behind, API10 (unsafe consumption).
extension KindEntry {
  static let sqlInjection = KindEntry(
    "SQL injection", owasp: [.api8, .api10], attack: ["T1190"],
    meaning: "Input that would change the database query.",
    advice:
      "Block the client. Check that the named parameter reaches the database as a bound value, never as part of the query's text.",
    adviceIfIn:
      "The answers say that it worked: take the endpoint down or block the parameter, block the client, check the database's log for what was read, rotate the credentials stored in it, then bind the parameter."
  )

  static let nosqlInjection = KindEntry(
    "NoSQL injection", owasp: [.api8, .api10], attack: ["T1190"],
    meaning: "Operators such as $ne or $where where a plain value belongs.",
    advice:
      "Block the client. Accept only strings and numbers for the named parameter; switch server-side scripts off in the database.",
    adviceIfIn:
      "The answers say that it worked: block the client, accept only plain values, end sessions that began with such a request, check what was read."
  )

  static let crossSiteScripting = KindEntry(
    "Cross-site scripting", owasp: [.api8], attack: ["T1190", "T1059.007"],
    meaning: "Input that would run as script in the browser of another user.",
    advice:
      "Check that the named parameter is escaped wherever it is shown, and that a Content-Security-Policy is sent.",
    adviceIfIn:
      "The script may have been stored: find it in the data and remove it, end the sessions of those who saw it, escape the field, block the client."
  )

  static let pathTraversal = KindEntry(
    "Path traversal", owasp: [.api8], attack: ["T1190"],
    meaning: "Paths that climb out of the web root to files of the system or of other hosts.",
    advice:
      "Block the client. Resolve the path on the server and refuse what lies outside its folder.",
    adviceIfIn:
      "A file outside was answered: see which one, rotate every secret in it (passwords, keys, tokens), take the endpoint down until it is closed. Block the client."
  )

  static let commandInjection = KindEntry(
    "Command injection", owasp: [.api8], attack: ["T1190", "T1059"],
    meaning: "Input that would run as a command on the server.",
    advice:
      "Block the client. Check that no parameter reaches a shell; start programs with a list of arguments instead.",
    adviceIfIn:
      "Treat the server as taken: isolate it, keep its disk and memory, look for new processes, files and outgoing connections, rotate the secrets it holds, rebuild it. Block the client."
  )

  static let codeInjection = KindEntry(
    "Code injection", owasp: [.api8], attack: ["T1190", "T1059"],
    meaning: "Input that would run as code: PHP, templates, expressions, serialised objects.",
    advice:
      "Block the client. Check the framework's version against the weakness, and that no input is evaluated or deserialised.",
    adviceIfIn:
      "Treat the server as taken: isolate it, keep its disk and memory, look for new files and processes, rotate the secrets it holds, rebuild it on a patched version. Block the client."
  )

  static let jndiInjection = KindEntry(
    "JNDI injection", owasp: [.api8, .api10], attack: ["T1190", "T1059"],
    meaning: "A ${jndi:…} lookup that a logging library might follow (log4shell, CVE-2021-44228).",
    advice:
      "Check every Java service that logs this input, also those behind this one, for log4j below 2.17.1. Block outgoing LDAP, RMI and DNS from the servers.",
    adviceIfIn:
      "Treat the server as taken: isolate it, look for outgoing LDAP or RMI connections and new processes since the request, rotate its secrets, patch log4j. Block the client."
  )

  static let serverSideRequestForgery = KindEntry(
    "Server-side request forgery", owasp: [.api7], attack: ["T1190"],
    meaning: "A parameter that makes the server fetch an address inside the network.",
    advice:
      "Accept only known hosts in the named parameter; refuse private addresses after resolving the name; require IMDSv2 in the cloud.",
    adviceIfIn:
      "The server fetched it: rotate its cloud and service credentials now, read the internal services' logs for requests from it, restrict the parameter. Block the client."
  )

  static let xmlInjection = KindEntry(
    "XML injection", owasp: [.api8, .api10], attack: ["T1190"],
    meaning:
      "XML that would read files or call hosts (external entities), or change an XPath query.",
    advice: "Switch DTDs and external entities off in the parser. Block the client.",
    adviceIfIn:
      "The document was accepted: see which file or host its entity names, rotate the secrets in it, switch external entities off. Block the client."
  )

  static let ldapInjection = KindEntry(
    "LDAP injection", owasp: [.api8, .api10], attack: ["T1190"],
    meaning: "Input that would change a directory query, often to log in without a password.",
    advice: "Escape the input as RFC 4515 says before it goes into the filter. Block the client.",
    adviceIfIn:
      "End the sessions that began with such a request, check what the directory answered, escape the input. Block the client."
  )

  static let headerInjection = KindEntry(
    "Header injection", owasp: [.api8], attack: ["T1190"],
    meaning: "Line breaks in input that would add headers to an answer or forge lines in a log.",
    advice:
      "Refuse CR and LF in values that go into headers and logs. Block the client if it goes on.",
    adviceIfIn:
      "Purge the caches in front of the server (a forged answer may be stored), refuse CR and LF in header values, and do not trust log lines written right behind the request. Block the client."
  )

  static let webshellAccess = KindEntry(
    "Web shell access", owasp: [.api8], attack: ["T1505.003"],
    meaning: "Somebody calls a script that lets them run commands on the server.",
    advice:
      "Check that the script does not exist on any server. If it does, treat the server as taken: isolate it and keep its disk.",
    adviceIfIn:
      "The shell answered, the server is taken: isolate it now, keep its disk and memory, find how the file was uploaded, rotate every secret the server holds, rebuild it. Block the client."
  )
}
