import Testing

@testable import Engine

@Suite struct RotationNameTests {
  @Test(arguments: [
    ("/var/log/access.log", "/var/log/access.log", 0, ""), ("access.log.1", "access.log", 1, ""),
    ("access.log.12.gz", "access.log", 12, ""), ("access.log.old", "access.log", 1, ""),
    ("access.log-20260302.xz", "access.log", 0, "20260302"),
    ("access.log-2026030204", "access.log", 0, "2026030204"),
    ("access_log.2026-03-02", "access_log", 0, "20260302"),
    ("access.log-20260302-1772420645.gz", "access.log", 0, "202603021772420645"),
    ("u_ex260302.log", "u_ex260302.log", 0, ""), ("", "", 0, ""), ("1", "1", 0, ""),
    ("....", "....", 0, ""), ("a.99999999999999999999", "a", 0, "99999999999999999999"),
  ]) func readsTheRotation(name: String, family: String, age: Int, date: String) {
    let parts = RotationName(path: name)
    #expect(parts.family == family && parts.age == age && parts.date == date)
  }

  @Test func naturalOrderComparesNumbersByValue() {
    let names = ["a10", "a9", "a09b", "a", "b1", "a1000000000000000000000", "A"]
    #expect(
      names.sorted(by: NaturalOrder.precedes)
        == ["A", "a", "a9", "a09b", "a10", "a1000000000000000000000", "b1"])
  }
}
