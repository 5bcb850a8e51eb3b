import Inspection
import Testing

/// What people and programs really send, chosen to look like attacks.
@Suite struct HonestValuesTests {
  @Test(arguments: HonestValues.clean) func nothingIsHeldAgainst(_ value: String) {
    let accusations = Probe(value: value).accusations
    #expect(accusations.proven == [])
    #expect(accusations.suspected == [])
  }

  @Test(arguments: HonestValues.technical) func talkAboutCodeProvesNothing(_ value: String) {
    #expect(Probe(value: value).accusations.proven == [])
  }

  @Test(arguments: HonestValues.targets) func nothingIsHeldAgainstTarget(_ target: String) {
    let accusations = Probe(target).accusations
    #expect(accusations.proven == [])
    #expect(accusations.suspected == [])
  }

  @Test(arguments: HonestValues.agents) func nothingIsHeldAgainstAgent(_ agent: String) {
    let accusations = Probe(agent: agent).accusations
    #expect(accusations.proven == [])
    #expect(accusations.suspected == [])
  }
}

/// The table: copy a line to add one.
enum HonestValues {
  /// Values that must not even be suspected.
  static let clean = [
    // Names and addresses
    "O'Brien", "D'Angelo & Sons", "Sinéad O'Connor", "rue d'Arlon 12, 1050 Bruxelles",
    "c/ de la riera d'horta 105, 5?h", "ca n'alzina, 80, 6-b", "bellcaire d'urgell", "L'Oréal",
    "l'hospitalet de l'infant", "d'or et d'argent", "bague d'or 18 carats",
    "Bob \"The Rock\" Smith",
    "calle 5 #12-34, Bogotá", "Apt. #4; 2nd floor", "Müller & Söhne GmbH; Köln", "N'Djamena",
    "Quai d'Orsay, 37 - Paris", "P.O. Box 1=A", "St. John's (NL)",
    "avda. de pablo iglesias, s/n 2?g",
    "Xi'an", "Hawai'i", "dell'Università, 3", "Jeanne d'Arc and friends",
    "Anne-Marie O'Neill or Bob",
    // Sentences
    "rock & roll; cat food", "salt & pepper | sugar", "drop table lamp", "union select committee",
    "select a script from the list", "select all from the menu where you are", "order by phone",
    "it's 5 o'clock; time to go home", "he said 'or else'", "cats and dogs or 2 birds",
    "this or that", "1 or 2 rooms", "black and white or grey", "insert coin to play",
    "update your settings today", "delete my account please", "where is my order?",
    "sleep well (8h)",
    "I sleep well!", "how was your day today?", "Is this a test? What do you think?",
    "executive (senior) assistant", "please calculate the following a[b/1234*c]",
    "find x for y", "time warner", "who is who", "more or less", "kill bill | vol. 1",
    "top 10 & more",
    "what's the date; and time", "ping pong table", "echo dot (4th gen)", "make or buy?",
    "Tom & Jerry; head to tail", "cat; dog; mouse", "host a party && have fun", "red;green;blue",
    "buy 2 get 1 free!!! -- today only", "well -- it's complicated", "C# developer", "we're #1",
    "F# / C# / C++ jobs", "A/B testing", "24/7", "and/or", "n/a", "w/o sugar", "50% off", "100%",
    "3 < 5", "a < b and b > c", "I <3 you", "gift: I Love you <3", "x > y", "<- back", "->", "=>",
    "a=b", "1=1", "1+1=2", "2*3=6", "x^2+y^2=z^2", "f(x)=2x", "(a+b)(c+d)", "5' 11\"", "6'2\" tall",
    "24\" monitor", "3.5\" disk; 2 pcs", "M&M's", "AT&T", "Q&A", "R&D; HR", "Ben & Jerry's",
    "$100 - $200", "US$ 5", "cost: $5; tax: $1", "red;$5 each", "a;$3 b;$4 c;$5", "{closed}",
    "I wanted to append something (annoying) {closed}", "[draft] report", "hello (world) [test]",
    "Really?!", "e-mail: me@home", "@user mentioned you", "#hashtag", "#1 choice", "~5 km",
    "10:30-11:45", "12:30:45", "2024-03-01T12:00:00+01:00", "2024-03-01 12:00:00.000",
    "1.2.3-beta+build.5", ">=1.2.0 <2.0.0", "^1.2.3", "~1.2", "*.example.com", "foo*", "*",
    "**bold**",
    "-1", "+49 30 123456", "(555) 123-4567", "1,234.56", "1e10", "0x1F", "NaN", "null", "true",
    "undefined", "[object Object]", "N/A; see notes", "...", "etc...", "etc. and so on",
    "wait...what",
    "John's (Jr.) (new)", "[buy for $5](https://example.com)", "[for $USD](see below)",
    "costs $5 [approx](see note)",
    "say 'hello'(loud)", "the \"best\"(tm) of them", "f(x)(y)", "(a)(b)", "a.b.c(d)",
    "Dr. No's (1962) (HD)",
    "A (b) (c); d", "Size: M (38); color: red", "tel: (+34) (91) 555", "x [1](2)",
    "see [1], [2] (p. 5)",
    "Printing System(tm) - client", "Graphics File (PGF) library", "Ann Lee <x.lee@example.com>",
    "metadata toolkit v2",
    "MapReduce library", "this | that",
    "one; two; three and four", "echo & the bunnymen", "cut & paste", "copy; paste",
    "date: 5; time: 6",
    "mail & more; gifts", "fish | chips", "host; guest", "users & groups", "find & replace",
    "top; bottom", "more; less", "Cat & Dog Sitting | Home", "kill; bill", "sort | price",
    // Several languages
    "compte n'est pas à l'ordre", "l'and 5", "a l'or de 1900", "camí d'en Select, 5",
    "Was ist 'select'?",
    "Größe 'L' oder 'XL'", "'rot' und 'blau' oder 'grün'", "prénom='Jean' ou nom='Paul'",
    "d'ou vient-il; where",
    "C/ Mayor, 5 - 2º 'A'; esc. 1", "nº 12 'bajo' and 'ático'", "пункт 1; пункт 2",
    "«l'été» or 'winter'",
    "más información sobre el pedido", "¿Qué es esto?", "où est la gare?", "größe: 42",
    "zażółć gęślą jaźń", "привет, как дела", "你好,世界", "こんにちは", "مرحبا بالعالم", "שלום",
    "c'est l'été; il fait beau", "qu'est-ce que c'est", "l'union fait la force", "dell'oro",
    "in order to form a more perfect union", "aujourd'hui et demain", "'t Hooft",
    "'s-Hertogenbosch",
    // Addresses in parameters
    "https://example.com/path?x=1&y=2", "http://example.com:8080/", "/account/orders?page=2",
    "https://www.example.com/login?next=%2Fhome", "/index.html", "../", "images/logo.png",
    "mailto:someone@example.com", "https://cdn.example.com/a/b/c.js?v=1.2.3", "ftp.example.com",
    "//cdn.example.com/lib.js", "android-app://com.google.android.gm/", "myapp://open/item/5",
    // Machine values
    "{\"a\":1,\"b\":\"two\"}", "[1,2,3]", "{\"filter\":{\"name\":\"O'Brien\"},\"limit\":10}",
    "name eq 'Smith' and price gt 5", "price gt 5 and price lt 10", "status:open label:\"bug fix\"",
    "title:foo AND body:\"bar baz\"", "+foo -bar \"exact phrase\"", "date:[2020 TO 2021]",
    "id,name,items(id,price)", "user(login,repos(name))", "createdAt:desc", "-created_at,+name",
    "((55.7,12.5),(55.8,12.6))", "POINT(12.5 55.7)", "12.5,55.7;13.0,56.0", "urn:isbn:0451450523",
    "W/\"5f3-abc\"", "VGhhbmtzLCBmb3IgYWxsIHlvdXIgd29yay4=", "a1b2c3d4e5f6==", "my--slugified-url",
    "IwAR1dug0BYxe0ukhZ2vKrdQwLAxVFRJ--Q2Y7OBJE_0uId9-Eh-sJWLdVk2E",
    "550e8400-e29b-41d4-a716-446655440000",
    "tasksListView", "MailerUI", "performance", "exploration", "preview", "evaluation",
    "SprintForTheCause",
    "utf8=✓", "text/html,application/xhtml+xml;q=0.9", "en-US,en;q=0.5", "gzip, deflate, br",
    "rgba(255,0,0,0.5)", "#ff00aa", "translate(10px, 20px) scale(2)", "width:100px;height:50px",
    "Europe/Berlin", "GMT+1", "0 0 * * *", "*/5 * * * *", "^[a-z]+$", "[A-Za-z0-9]+", "foo|bar",
    "file.txt", "report (final).pdf", "my.photo.jpg", "archive.tar.gz",
    "C:\\Users\\Me\\Documents\\cv.pdf",
    "a b\nc d", "first line\nsecond line: with colon\nthird",
    "Dear Sir,\r\nplease send it.\r\nThanks",
    "note:\nfrom: me", "{{name}}", "${id}", "Hello {{first_name}}", "%s items", "%(name)s",
    "{0} of {1}",
    "ab`cd", "5`", "a\\b", "¯\\_(ツ)_/¯", ":-)", ";-)", "<:-|", "8-) and :o)", "^_^", "(╯°□°)╯",
    "'1capa2ad*or'", "29?em2ti3a", "e517a$d7", "01e9$6d5l7", "1em!pc2p0e", "p@ss;w0rd!", "a'b\"c",
    "x'y", "''", "'", "\"", "it''s", "7u6can*i2a04n", "!p3rader9", "s3cr3t--", "pa$$word#1", "q;1",
  ]

  /// Developers' questions and snippets: may be suspected, never proven.
  static let technical = [
    "how to use <script> tag", "what does SELECT * FROM users do", "drop table if exists mysql",
    "SELECT Id, Name FROM Account WHERE Name = 'Acme'", "select count(*) from orders",
    "project = ABC AND assignee = 'bob' ORDER BY created", "edit /etc/hosts on mac",
    "boot.ini windows xp",
    "use `ls -l` to list files", "curl https://example.com", "pip install requests",
    "ls -l meaning",
    "git commit -m \"fix\"", "npm run build && npm test", "a && b || c", "if (a == b) return;",
    "function foo() { return 1; }", "console.log('hello')",
    "var x = (a < b) ? c : d; // <?test comment",
    "for loop in javascript", "for (i = 0; i < n; i++)", "print(\"hello\")", "x = y; y = z;",
    "<b>bold</b>", "<p>Hello <i>world</i></p>", "a href in html", "<?xml version=\"1.0\"?>",
    "alert(1) javascript meaning", "javascript: the good parts", "JavaScript: void(0) error",
    "onclick event", "sleep(5) python", "exec (", "executor()", "systems()", "openlogfile(foo)",
    "audiofile($foo)", "cheval($foo)", "the files (yep)", "${jndi", "log4j ${date}",
    "{{ user.name }}",
    "#{user}", "<%= name %>", "localhost", "127.0.0.1", "ping 127.0.0.1", "192.168.1.1 login",
    "$a[]()", "$hash{key}=[1,2,3]", "div[data-value=\"test\"]", "[link](https://example.com)",
    "union all select sql tutorial", "order by 1 desc", "where 1=1 sql meaning", "'or' in sql",
    "sql 'like' operator", "concat(a,b)", "case when then sql", "null or undefined",
    "true or false",
    "int main() { return 0; }", "#include <stdio.h>", "SELECT", "rm -rf joke", "chmod 755 file",
    "cat /var/log/syslog", "bash script.sh", "python -m http.server", "php artisan migrate",
    "<3 <3 <3", "a<b>c", "List<String>", "Map<String, List<Integer>>", "std::vector<int>",
    "i++; j--;",
  ]

  /// Whole targets that ordinary clients ask for.
  static let targets = [
    "/", "/index.html", "/api/v1/users/42/orders?since=2024-01-01&limit=50",
    "/a/../img/logo.png?x=1",
    "/.well-known/security.txt", "/.well-known/openid-configuration", "/favicon.ico", "/robots.txt",
    "/environment", "/api/environments/5", "/actuator/health", "/actuator/health/liveness",
    "/actuator/prometheus", "/metrics", "/status", "/login?next=/home",
    "/oauth/authorize?response_type=code"
      + "&client_id=abc&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcallback&state=xyz",
    "/docs/config", "/downloads/setup.zip", "/files/report.pdf", "/backup-and-restore",
    "/blog/git-basics",
    "/products/shell-necklace", "/shell", "/seashells.php", "/css/style.css",
    "/js/jquery.min.js?ver=3.6.0",
    "/node_modules/@osd/ui-framework/dist/kui_light.css", "/~user/", "/users/o'brien",
    "/wiki/C%2B%2B",
    "/wiki/Rock_%26_Roll", "/search?q=", "/search?q", "/?utm_source=x&utm_medium=y&gclid=EAIaIQob",
    "/items?filter%5Bname%5D=foo&page%5Bsize%5D=10", "/items?ids[]=1&ids[]=2", "/feed?age[$gt]=18",
    "/?_method=DELETE", "/api/resource?_method=PUT", "/get/url%2Fbla%3Ftest%3D1%26sort%3D0",
    "/wp-admin/admin-ajax.php?action=wp-compression-test&test=1&_ajax_nonce=ab12",
    "/wp-admin/load-styles.php?c=1&dir=ltr&load%5Bchunk_0%5D=dashicons,admin-bar&ver=5.9",
    "/wp-cron.php?doing_wp_cron=1642723201.1234560012817382812500",
    "/wp-login.php?redirect_to="
      + "https%3A%2F%2Fintranet.example.com%2Fwp-admin%2F&reauth=1",
    "/graphql?query=%7Bme%7Bid%20name%7D%7D",
    "/graphql?query=query%20Q(%24id%3AID!)%7Buser(id%3A%24id)%7Bname%7D%7D&variables=%7B%22id%22%3A5%7D",
    "/arcgis/rest/services/x/query?where=1%3D1&outFields=*&f=json",
    "/odata/Products?$filter=Price%20gt%2020"
      + "%20and%20Name%20eq%20'Milk'&$top=10",
    "/image?url=https%3A%2F%2Fcdn.example.com%2Fa.jpg&w=200",
    "/page?url=https://example.com",
    "/proxy/share?link=https%3A%2F%2Fexample.com%2F%3Fa%3D1%26b%3D2",
    "/track?info_hash=%124Vx%9A%BC%DE%F1%23Eg%89%AB%CD%EF%124Vx%9A&port=6881&left=0",
    "/cgi/search?cmd=list&page=2", "/index.php?cmd=view&id=5", "/index.php?page=about",
    "/view?file=a/b/c.txt",
    "/map/tile/12/2145/1432.png", "/a%20b/c%20d.html", "/2024/03/10-tips-for-select-committees",
    "/path;v=1/item;id=5", "/jsf/page.xhtml;jsessionid=ABC123", "/users/me@example.com/profile",
    "/search?q=caf%E9", "/search?q=%C0+la+carte", "/search?q=%u00e9t%u00e9",
    "/search?text=a%26b%3Dc",
    "/session", "/sessions/current", "/token-price", "/admin/users?page=2", "/debug-your-code",
    "/zm/index.php?view=request&request=stream&connkey=785750&auth=88ac8155acc9cc95&command=99",
    "/get/www/delivery/lg.php?bannerid=18&loc=https%3A%2F%2Fwww.example.com%2Ffoo%2Fbar%3Fs%3D2014-11-01",
  ]

  /// Agents of browsers, robots, libraries and monitoring.
  static let agents = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0", "curl/8.5.0",
    "Mozilla/5.0 (Linux; U; Android 4.0; id; GT-I9300) AppleWebKit/534.30 Mobile Safari/534.30",
    "python-requests/2.31.0", "Go-http-client/1.1", "okhttp/4.9.3",
    "Apache-HttpClient/4.5.14 (Java/17.0.9)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "PostmanRuntime/7.36.0",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "kube-probe/1.29",
    "ELB-HealthChecker/2.0", "Prometheus/2.45.0", "UptimeRobot/2.0; http://www.uptimerobot.com/",
    "ShopApp/5.11.3 (iOS 16.7; iPhone12,1; build 4390) CFNetwork/1410.1 Darwin/22.6.0",
    "axios/1.6.2",
    "Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A.230901.001)",
    "WordPress/6.4; https://example.com",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "Wget/1.21.3",
    "Java/17.0.2",
    "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1; .NET CLR 1.1.4322)",
    "Apache/2.4.41 (Ubuntu) "
      + "OpenSSL/1.1.1f (internal dummy connection)",
    "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)",
    "Jakarta Commons-HttpClient/3.1", "libwww-perl/6.67", "Microsoft-CryptoAPI/10.0",
    "Monit/5.33.0",
    "Hydrate-Client/1.0", "Ravens-App/2 (Katana)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  ]
}
