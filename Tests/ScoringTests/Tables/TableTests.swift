import Foundation
import TestSupport
import Testing

@testable import Scoring

@Suite("Tables of numbers")
struct TableTests {
  @Test(arguments: [
    ("0", 0.0), ("-1.5", -1.5), (" 42\t", 42), ("+.5", 0.5), ("7.", 7), ("1e3", 1000),
    ("0.1", 0.1), ("123456789012345680", 123_456_789_012_345_680), ("-0.000001", -1e-6),
    ("3.141592653589793238", 3.141592653589793), ("1E-300", 1e-300),
  ])
  func numbers(text: String, expected: Double) {
    #expect(DecimalNumber.parse(Array(text.utf8)[...]) == expected)
  }

  @Test(arguments: [
    "", " ", "x", "nan", "inf", "1e999", "0x10", "1,2", "--1", "1.2.3", "-", ".", "1-",
  ])
  func noNumbers(text: String) {
    #expect(DecimalNumber.parse(Array(text.utf8)[...]) == nil)
  }

  private func records(_ text: String) -> [[String]] {
    var rows = CSVRows(Array(text.utf8))
    var fields: [ArraySlice<UInt8>] = []
    var all: [[String]] = []
    while rows.next(&fields) { all.append(fields.map { String(decoding: $0, as: UTF8.self) }) }
    return all
  }

  @Test("Records by RFC 4180, and what people make of it")
  func csv() {
    #expect(records("a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
    #expect(records("\u{FEFF}a,b\r\n1,2\r\n\r\n3,") == [["a", "b"], ["1", "2"], ["3", ""]])
    #expect(records("\"a,\"\"b\",c\n\"x\ny\",2") == [["a,\"b", "c"], ["x\ny", "2"]])
    #expect(records("\"open,1\n2") == [["open,1\n2"]])
    #expect(records(",\n") == [["", ""]])
    #expect(records("\n\n").isEmpty)
  }

  @Test("The label is left out, names too; a row is scored by the numbers it has")
  func table() throws {
    let table = try NumberTable(
      csv: Array("x,name,label,y\n1,ann,0,2\n3,bob,1,oops\n5,cy,0\n,ed,0,\n7,di,x,8\n".utf8),
      labelColumn: "label")
    #expect(table.columns == ["x", "y"])
    #expect(table.matrix.rows == 4 && table.matrix.hasMissing)
    #expect(table.matrix.values.filter { !$0.isNaN } == [1, 2, 3, 5, 7, 8])
    #expect(table.places == [0, 1, 2, nil, 3])
    #expect(
      table.notices == [
        "Column 'name' holds no numbers and is left out.",
        "Row 2, column 'y': no number.",
        "Rows with a cell that is no number, which are scored by their other cells: 2.",
        "Rows without any number, which score 0: 1.",
      ])
    let scores = TableScorer().scores(of: table)
    #expect(scores[3] == 0)
    #expect(scores.enumerated().allSatisfy { $0 == 3 || $1 > 0 })
  }

  @Test("What is no table is said in a sentence")
  func failures() {
    func failure(_ text: String, label: String? = nil) -> String? {
      do {
        _ = try NumberTable(csv: Array(text.utf8), labelColumn: label)
        return nil
      } catch { return error.description }
    }
    #expect(failure("") == "The table is empty: a header line with the columns' names is needed.")
    #expect(
      failure("a,b\n1,2", label: "c") == "There is no column 'c'; the header has 'a', 'b'.")
    #expect(
      failure("a,label\nx,1", label: "label")
        == "The table has no column of numbers besides the label column.")
    #expect(failure("a,b\n") == nil)
  }

  @Test("The output is what the contract says")
  func output() {
    #expect(
      String(decoding: TableScorer.csv([0.5, .nan]), as: UTF8.self) == "row,score\n1,0.5\n2,0.0\n")
  }

  @Test("Known tables: as good as the reference implementation", .enabled(if: SharedData.exists))
  func knownTables() throws {
    for (name, atLeast) in [("4_breastw", 0.98), ("6_cardio", 0.90), ("18_Ionosphere", 0.83)] {
      let file = SharedData.folder.appending(path: "data/tables/\(name).csv")
      let bytes = [UInt8](try Data(contentsOf: file))
      let scores = TableScorer(seed: 1).scores(
        of: try NumberTable(csv: bytes, labelColumn: "label"))
      let labels = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map {
        $0.split(separator: ",").last.flatMap { Double($0) } == 1
      }
      #expect(Self.area(scores, labels) > atLeast, "\(name)")
    }
  }

  /// The area under the ROC curve: the share of pairs in the right order.
  private static func area(_ scores: [Double], _ labels: [Bool]) -> Double {
    let strange = zip(scores, labels).filter(\.1).map(\.0)
    let usual = zip(scores, labels).filter { !$0.1 }.map(\.0)
    var right = 0.0
    for a in strange { for b in usual { right += a > b ? 1 : a == b ? 0.5 : 0 } }
    return right / Double(strange.count * usual.count)
  }
}
