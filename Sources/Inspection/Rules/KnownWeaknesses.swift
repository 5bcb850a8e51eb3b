/// A path that only exists to try a published weakness of some product.
///
/// What it looks like: `/vendor/phpunit/…/eval-stdin.php`, `/cgi-bin/.%2e/`, `/tmui/login.jsp/..;/`,
/// `/remote_agent.php?action=polldata`, `/w00tw00t.at.…`. What normal looks most like it: the
/// product itself, on a host that runs it; so log-in pages and front doors of products are hints,
/// and only the path of the weakness is proof.
///
/// OWASP API8:2023, ATT&CK T1595.002, T1190. Each line names the advisory it stands for.
enum KnownWeaknesses: RuleFamily {
  static let sign = Sign.vulnerabilityScan

  private static func path(_ text: StaticString, _ weight: UInt8) -> Phrase {
    Phrase(text, weight, in: .path)
  }

  static let phrases: [Phrase] = [
    // CVE-2017-9841
    path("phpunit/", 60), path("eval-stdin.php", 100),
    // CVE-2021-41773
    path("/cgi-bin/", 30), path("/cgi-bin/.", 100),
    // CVE-2020-5902
    path("/tmui/", 30), path("/tmui/login.jsp/..;/", 100), path("/mgmt/tm/util/bash", 100),
    // Tomcat path parameters
    path("..;/", 90),
    // CVE-2021-26086
    path("/web-inf/", 80), path("/meta-inf/maven", 90), path("/_/;/", 100),
    // CVE-2023-49103
    path("/graphapi/vendor", 100),
    // CVE-2023-22518
    path("setup-restore.action", 100), path("/setup/setupadministrator.action", 90),
    // CVE-2023-22515
    path("/server-info.action", 60),
    // CVE-2022-40684
    path("/api/v2/cmdb/system/admin", 100),
    // CVE-2022-46169
    path("/remote_agent.php", 80),
    // CVE-2025-0108
    path("ztp_gate.php", 100), path("/pan_help/", 60), path("/unauth/", 40),
    // VMSA-2021-0027
    path("/vcav-bootstrap/", 60), path("/provider-logo", 40), path("/ui/h5-vsan", 30),
    path("/vsphere-ui/", 30),
    // CVE-2019-11510
    path("/dana-na/../", 100), path("/dana-na/", 30), path("/dana-ws/", 30),
    path("w00tw00t", 100), path("muieblackcat", 100), path("/hnap1", 90), path("/boaform/", 90),
    path("/goform/", 40), path("/gponform/", 100), path("/setup.cgi", 40), path("/shell?", 90),
    path("/solr/admin/", 30), path("/struts2-showcase", 80), path("/jmx-console", 40),
    path("/invoker/jmxinvokerservlet", 100), path("/wls-wsat/", 100),
    path("/_async/asyncresponse", 100),
    path("/console/css/%252e", 100), path("/console/images/%252e", 100),
    path("/autodiscover.json", 60),
    path("/owa/auth/x.js", 90), path("/ecp/", 30), path("/api/jsonws/invoke", 30),
    path("/nacos/v1/auth/users", 40), path("/druid/index.html", 40), path("/hudson", 30),
    path("/manager/html", 40), path("/phpmyadmin", 30), path("/pma/", 40), path("/myadmin", 40),
    path("/mysqladmin", 40), path("/adminer.php", 60), path("/xmlrpc.php", 30),
    path("/wlwmanifest.xml", 40),
    path("/wp-content/plugins/../", 100), path("/revslider", 30), path("timthumb.php", 40),
    path("/wp-file-manager/", 30), path("/vtigercrm/", 30), path("/joomla/", 20),
    path("/cfide/", 40),
    path("/sdk/webui", 30), path("/+cscoe+/", 30), path("/+cscot+/", 100),
    path("/remote/fgt_lang", 100),
    path("/remote/logincheck", 30), path("/vpns/", 30), path("/vpn/../vpns", 100),
    path("/citrix/", 30),
    path("/telerik.web.ui", 30), path("/bitrix/", 20), path("/ofbiz", 30), path("/geoserver/", 30),
    path("/zabbix/", 20), path("/currentsetting.htm", 90), path("/evox/about", 100),
    path("/nmaplowercheck", 100),
    path("/nice%20ports", 100), path("/nice ports", 100), path("/trinity.txt.bak", 100),
    path("/hello.world", 60), path("/stalker_portal", 60), path("/streaming/clients_live", 90),
    path("/systembc/", 100), path("/sdk", 10), path("/portal/redlion", 100),
    path("/luci/;stok", 60),
    path("/api/v1/totp/user-backup-code", 90), path("/cgi-bin/luci", 70),
    path("/ws/v1/cluster/apps/new", 80),
    path("/containers/json", 30), path("/v1.24/containers", 70), path("/_cat/indices", 30),
    path("/public/plugins/", 10), path("/plugins/grafana/../", 100), path("/html/usr/share", 100),
    path("/.well-known/../", 80), path("/@fs/", 80), path("/@id/__x00__", 100),
    path("?import&raw", 60),
    path("/index.php?s=", 40), Phrase("hellothinkphp", 80), Phrase("invokefunction", 90),
    Phrase("polldata", 60, in: .value), Phrase("local_data_ids", 60, in: .name),
    Phrase("snapshot[", 20, in: .name), Phrase("=phpe9568f3", 80, in: .name),
    Phrase("-d allow_url_include", 100, in: .name), Phrase("phpb8b5f2a0", 60, in: .parameters),
    Phrase("xdebug_session_start", 80, in: .name),
  ]

  static func judge(_ text: Text, _ evidence: inout Evidence) {
    guard text.field == .path else { return }
    // `/usr/share/…%3f`: an encoded question mark that ends a rewritten path (CVE-2024-38475).
    if text[text.count - 1] == UInt8(ascii: "?"), text.contains("/usr/") || text.contains("/etc/") {
      evidence.add(rewriteCut, text, 0..<text.count)
    }
  }

  private static let rewriteCut = Rule(sign, 90, "a rewritten path cut off by a question mark")
}
