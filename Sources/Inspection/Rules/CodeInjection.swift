/// Text in the language of the application or its templates, to be run by it.
///
/// What it looks like: `<?php system('id');?>`, `{{7*7}}`, `${T(java.lang.Runtime)…}`,
/// `%{#context[…]}`, `O:8:"stdClass":1:{…}`, `rO0AB…`, `require('child_process')`,
/// `__proto__[x]=y`. What normal looks most like it: forgotten placeholders (`{{name}}`, `${id}`),
/// questions about functions (`systems()`, `exec (`), brackets in prose, JSON, CSS selectors.
///
/// OWASP API8:2023, API10:2023, ATT&CK T1190, T1059, CWE-94, CWE-502, CWE-1321.
enum CodeInjection: RuleFamily {
  static let sign = Sign.codeInjection

  static let phrases: [Phrase] = [
    .gate("{{"), .gate("${"), .gate("#{"), .gate("<%"), .gate("{%"), .gate("*{"), .gate("@("),
    .gate("[[$"), .gate("~{"), .gate("{#"), .gate("#set("), .gate("(", in: .parameters),
    .gate("$"), .gate("eval"), .gate(":\""), .gate("@{"), .gate("<?"), .gate(")("), .gate("]("),
    .gate("{php"), .gate("[php"),
    // PHP
    Phrase("<?php", 80), Phrase("<?=", 90), Phrase("?>", 20), Phrase("$_get[", 20),
    Phrase("$_post[", 20),
    Phrase("$_server[", 20), Phrase("$_request[", 10), Phrase("$_cookie[", 10),
    Phrase("$_files[", 10),
    Phrase("{${", 60), Phrase("{% for", 60), Phrase("{%for", 60), Phrase("{% endfor", 40),
    Phrase("{% if", 40), Phrase("{% set", 60), Phrase("{% import", 80), Phrase("{% include", 60),
    Phrase("{% extends", 60), Phrase("{% debug", 90), Phrase("endfor%}", 40), Phrase("[php]", 80),
    Phrase("[/php]", 80),
    Phrase("{php}", 100), Phrase("{/php}", 100), Phrase("extension_dir=", 100),
    Phrase("open_basedir=", 100), Phrase("user_ini.filename", 100), Phrase("$_get", 80),
    Phrase("$_post", 80), Phrase("$_request", 90),
    Phrase("$_server", 80), Phrase("$_cookie", 90), Phrase("$_files", 90), Phrase("$_session", 80),
    Phrase("$globals", 80), Phrase("$_[", 80), Phrase("http_raw_post_data", 70),
    Phrase("allow_url_include", 100), Phrase("auto_prepend_file", 100),
    Phrase("disable_functions", 80),
    Phrase("data://text", 60, in: .parameters), Phrase("data:text/plain;base64", 40),
    Phrase("call_user_func", 80), Phrase("invokefunction", 100), Phrase("think\\app", 80),
    Phrase("\\think\\", 60), Phrase("hellothinkphp", 60), Phrase("gzinflate", 70, right: .call),
    Phrase("gzdecode", 70, right: .call), Phrase("bzdecompress", 70, right: .call),
    Phrase("base64_decode", 80, right: .call), Phrase("str_rot13", 80, right: .call),
    Phrase("file_get_contents", 80, right: .call), Phrase("file_put_contents", 90, right: .call),
    Phrase("shell_exec", 90, right: .call), Phrase("passthru", 80, left: .word, right: .call),
    Phrase("proc_open", 90, right: .call), Phrase("pcntl_exec", 90, right: .call),
    Phrase("popen", 60, left: .word, right: .call), Phrase("preg_replace", 60, right: .call),
    Phrase("create_function", 90, right: .call), Phrase("array_map", 60, right: .call),
    Phrase("assert", 40, left: .word, right: .call),
    Phrase("phpinfo", 80, left: .word, right: .call),
    Phrase("fsockopen", 80, right: .call), Phrase("move_uploaded_file", 80, right: .call),
    Phrase("highlight_file", 80, right: .call), Phrase("show_source", 70, right: .call),
    Phrase("readfile", 40, left: .word, right: .call), Phrase("get_defined_vars", 80, right: .call),
    Phrase("function_exists", 50, right: .call), Phrase("b374k", 70), Phrase("php_uname", 80),
    // Java: OGNL, EL, SpEL, serialised objects
    Phrase("java.lang.", 80), Phrase("@java.", 90), Phrase("getruntime", 80),
    Phrase("processbuilder", 80), Phrase("_memberaccess", 100), Phrase("#context", 70),
    Phrase("ognl.", 80), Phrase("ognlcontext", 100), Phrase("servletactioncontext", 100),
    Phrase("com.opensymphony", 100), Phrase("org.apache.commons", 70), Phrase("class.module.", 100),
    Phrase("classloader", 70), Phrase("t(java", 100), Phrase("getclass(", 70),
    Phrase("forname(", 60), Phrase("javax.script", 100), Phrase("scriptenginemanager", 100),
    Phrase("ro0ab", 90, left: .end), Phrase("=ro0ab", 90), Phrase("aced0005", 90, left: .end),
    Phrase("redirect:${", 100), Phrase("redirect:%{", 100), Phrase("action:${", 100),
    Phrase("%{(#", 100),
    Phrase("%{#", 90), Phrase("xwork.", 70), Phrase("java.io.", 70), Phrase("java.util.", 60),
    Phrase("freemarker.template", 100), Phrase("#this", 30), Phrase("#application", 40),
    Phrase("objectinputstream", 70), Phrase("org.springframework", 70), Phrase("sun.misc.", 70),
    // text4shell (CVE-2022-42889)
    Phrase("${script:", 100, in: .all), Phrase("${dns:", 100, in: .all),
    Phrase("${url:", 100, in: .all), Phrase("${file:", 80, in: .all), Phrase("${const:", 80),
    // JavaScript, Node
    Phrase("child_process", 70), Phrase("process.mainmodule", 100), Phrase("process.binding", 70),
    Phrase("process.env", 60), Phrase("process.exit", 70), Phrase("_$$nd_func$$_", 100),
    Phrase("__proto__", 100, in: .name), Phrase("__proto__", 60, in: .value),
    Phrase("constructor.prototype", 100, in: .name),
    Phrase("constructor.prototype", 60, in: .value),
    Phrase("[constructor]", 70), Phrase("constructor[", 60), Phrase("[prototype]", 70),
    Phrase("require('", 20), Phrase("require(\"", 20), Phrase("global.process", 90),
    Phrase("process.spawn(", 100), Phrase("module.exports=", 80), .gate("while"), .gate("\\u00"),
    .gate(":constructor"), .gate(":__proto__"), .gate("this["), .gate("require["), .gate("for("),
    .gate("module["), .gate("globalthis["),
    Phrase("this.constructor", 80), Phrase("constructor.constructor", 100),
    Phrase("function(){", 60), Phrase("function() {", 50),
    Phrase("function () {", 50), Phrase("import('", 60), Phrase("while(1)", 60),
    Phrase("while(true)", 60), Phrase("while(!false", 60), Phrase("while(!0", 60),
    Phrase("while(!nan", 60), Phrase("while(!!", 40), Phrase("while(!null", 60),
    Phrase("while(!undef", 60), Phrase("while(this)", 40), Phrase("while(+", 80),
    Phrase("while(infinity", 90),
    Phrase("while(", 20), Phrase("process[", 70), Phrase("global[", 70), Phrase("console.log(", 50),
    Phrase("console[", 80), Phrase("console.", 20), Phrase("reflect.", 30),
    Phrase("string.raw", 50),
    Phrase("fs.readfile", 90), Phrase("execsync", 90), Phrase("spawnsync", 90),
    Phrase("res.end(", 80),
    Phrase("new function", 50), Phrase("req.query", 50), Phrase("buffer.from", 40),
    Phrase("object.create", 40),
    // Python, Ruby, Perl, .NET
    Phrase("__import__", 100), Phrase("__class__", 90), Phrase("__globals__", 100),
    Phrase("__builtins__", 100), Phrase("__subclasses__", 100), Phrase("__mro__", 90),
    Phrase("os.system", 90, right: .call), Phrase("os.popen", 90, right: .call),
    Phrase("subprocess.", 70),
    Phrase("io.popen", 90), Phrase("kernel.", 20), Phrase("file.open(", 60),
    Phrase("dir.entries", 80),
    Phrase("%x(", 40), Phrase("core::", 60), Phrase("system.diagnostics", 80),
    Phrase("process.start(", 80),
    Phrase("/bin/sh -c", 40), Phrase("pickle", 20), Phrase("!!python/", 100),
    Phrase("!!javax", 100),
    Phrase("!ruby/object", 100), Phrase("xhuwmd", 90), Phrase("$(`", 60),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    Template(text).judge(&evidence)
    FunctionCalls(text).judge(&evidence)
    if let dense = CodeText.dense(text) {
      FunctionCalls(dense.text).judgeDense(&evidence, comments: dense.comments)
    }
    JavaScriptText(text).judge(&evidence)
    statements(text, &evidence)
    openTag(text, &evidence)
    serialised(text, &evidence)
    perl(text, &evidence)
    shortTag(text, &evidence)
    if text.role.contains(.command), evidence.weight(sign) >= Evidence.suspicion {
      evidence.add(codeRole, text, 0..<text.count)
    }
  }

  /// `O:8:"stdClass":1:{` and `a:1:{s:3:"…`: PHP's serialize().
  private static func serialised(_ text: Text, _ evidence: inout Evidence) {
    for index in text.bytes.indices where text[index + 1] == UInt8(ascii: ":") {
      guard "oac".utf8.contains(text[index]), index == 0 || !text[index - 1].isWord else {
        continue
      }
      var end = index + 2
      while text[end].isDigit { end += 1 }
      guard end > index + 2, text[end] == UInt8(ascii: ":") else { continue }
      if text[end + 1] == UInt8(ascii: "\""), text[index] != UInt8(ascii: "a") {
        return evidence.add(object, text, index..<end)
      }
      if text[end + 1] == UInt8(ascii: "{"), text[index] == UInt8(ascii: "a") {
        evidence.add(array, text, index..<end)
      }
    }
  }

  /// `<?php echo`, `<?= 1`: an opening tag with something behind it.
  private static func openTag(_ text: Text, _ evidence: inout Evidence) {
    for (tag, needsBlank) in [("<?php", true), ("<?=", false), ("<?hh", true)]
      as [(StaticString, Bool)]
    {
      guard let start = text.firstIndex(of: tag) else { continue }
      let end = start + tag.utf8CodeUnitCount
      if text.skipSpaces(end) < text.count, text[end].isSpace || !needsBlank {
        evidence.add(openedTag, text, start..<end)
      }
    }
  }

  /// `{% if x %}…{% endif %}`, `<% if x %>…<% endif %>`: a statement of a template with its end.
  private static func statements(_ text: Text, _ evidence: inout Evidence) {
    for (open, close) in [("{%", "%}"), ("<%", "%>")] as [(StaticString, StaticString)] {
      guard let first = text.firstIndex(of: open),
        let end = text.firstIndex(of: close, from: first),
        let second = text.firstIndex(of: open, from: end),
        text.firstIndex(of: close, from: second) != nil
      else { continue }
      evidence.add(templateBlock, text, first..<second)
    }
  }

  /// `@{[system 'id']}`: Perl runs what stands in it while it fills a string.
  private static func perl(_ text: Text, _ evidence: inout Evidence) {
    guard let start = text.firstIndex(of: "@{") else { return }
    let bracket = text.skipSpaces(start + 2)
    let first = text[text.skipSpaces(bracket + 1)]
    if text[bracket] == UInt8(ascii: "["), first.isWord || "!&$`('\"".utf8.contains(first) {
      evidence.add(interpolation, text, start..<text.count)
    }
  }

  /// `<? echo`: PHP's short tag, which XML's processing instructions resemble; these have no blank
  /// before their name.
  private static func shortTag(_ text: Text, _ evidence: inout Evidence) {
    guard let start = text.firstIndex(of: "<?"), text[start + 2].isSpace else { return }
    let word = text.skipSpaces(start + 2)
    let end = text.wordEnd(word)
    if text[word] == UInt8(ascii: "$") || FunctionCalls.isStatement(text, word..<end) {
      evidence.add(shortTagRule, text, start..<end)
    }
  }

  private static let openedTag = Rule(sign, 40, "with code behind it")
  private static let templateBlock = Rule(sign, 100, "a block of a template")
  private static let codeRole = Rule(sign, 40, "code where code is run")
  private static let object = Rule(sign, 100, "a serialised PHP object")
  private static let shortTagRule = Rule(sign, 100, "a PHP tag")
  private static let array = Rule(sign, 40, "a serialised PHP array")
  private static let interpolation = Rule(sign, 100, "code in a Perl string")
}
