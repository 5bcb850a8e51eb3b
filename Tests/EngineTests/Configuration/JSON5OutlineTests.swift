import Foundation
import Testing

@testable import Engine

@Suite struct JSON5OutlineTests {
  @Test func placesAreThoseOfTheKeys() throws {
    let outline = JSON5Outline(
      """
      {
        a: 1, // one
        'b': [true, {c: "x\\"y"},],
      }
      """)
    #expect(outline.problem == nil)
    #expect(outline.places["a"] == .init(line: 2, column: 3, what: "a number"))
    #expect(outline.places["b[0]"] == .init(line: 3, column: 9, what: "true or false"))
    #expect(outline.places["b[1].c"] == .init(line: 3, column: 16, what: "a text"))
  }

  @Test(arguments: [
    ("{ a: 1 b: 2 }", 1, 8, "expected ',' or '}', found 'b'"),
    ("{\n  a 1\n}", 2, 5, "expected ':' behind the key 'a', found '1'"),
    ("{ a: }", 1, 6, "expected a value, found '}'"),
    ("{ a: nginx }", 1, 6, "'nginx' is no value: a text stands in quotes"),
    ("{ a: \"x\n\" }", 1, 6, "the text that begins here has no closing quote"),
    ("{ a: 1 /* x }", 1, 8, "the comment that begins here has no '*/'"),
    ("{ a: [1 2] }", 1, 9, "expected ',' or ']', found '2'"),
    ("{ a: 1", 1, 7, "expected ',' or '}', found the end of the file"),
    ("{ a: 1, a: 2 }", 1, 9, "the key 'a' stands here for the second time"),
    ("{} x", 1, 4, "expected nothing behind the last '}', found 'x'"),
    ("{ , }", 1, 3, "expected a key or '}', found ','"),
    ("{ a: / }", 1, 6, "expected a comment ('//' or '/*'), found '/'"),
    ("", 1, 1, "expected a value, found the end of the file"),
  ])
  func theFirstFaultIsNamed(text: String, line: Int, column: Int, sentence: String) {
    #expect(
      JSON5Outline(text).problem == .init(line: line, column: column, sentence: sentence))
  }

  @Test func nestingIsBounded() {
    #expect(JSON5Outline(String(repeating: "[", count: 100_000)).problem?.column == 65)
  }

  /// What Foundation reads is no fault here.
  @Test(arguments: [
    "{a:+1.5e3,b:0xFF,c:.5,d:5.,e:-Infinity,f:NaN,$g_1:null}", "{'a':'it\\'s',\"b\":\"\\u0041\"}",
    "// x\n[/**/1,/* * */2,]\n//", "\"x\"", "{\"a\\\nb\": \"c\\\nd\"}",
  ])
  func whatFoundationReadsIsAccepted(text: String) throws {
    #expect(JSON5Outline(text).problem == nil)
  }
}
