/// Remote file inclusion by a parameter that stands for a folder of the application itself.
///
/// What it looks like: `?mosConfig_absolute_path=http://evil/x?`, `?_CONF[path]=https://evil/`,
/// `?GLOBALS[root_dir]=ftp://…`. What normal looks most like it: addresses in `url`, `page`,
/// `redirect`, and the paths that analytics report (`page_path`), which hold no other host.
///
/// OWASP API8:2023, ATT&CK T1190, CWE-98.
enum RemoteInclusion {
  /// True for a name whose last part is a folder and that has another part before it.
  static func names(_ name: Text) -> Bool {
    var end = name.count
    while end > 0, name[end - 1] == UInt8(ascii: "]") { end -= 1 }
    for part in [
      "path", "dir", "root", "include", "inc", "basedir", "basepath", "libdir", "classpath",
    ] as [StaticString] {
      let start = end - part.utf8CodeUnitCount
      guard start > 1, name.has(part, at: start) else { continue }
      let before = name[start - 1]
      return (before == UInt8(ascii: "_") || before == UInt8(ascii: "["))
        && !name.has("page", at: 0) && !name.has("utm", at: 0)
    }
    return false
  }

  /// True for an address of another host.
  static func isRemote(_ value: Text) -> Bool {
    ["http://", "https://", "ftp://", "ftps://", "//"].contains { (scheme: StaticString) in
      value.has(scheme, at: 0) && value.count > scheme.utf8CodeUnitCount + 2
    }
  }
}
