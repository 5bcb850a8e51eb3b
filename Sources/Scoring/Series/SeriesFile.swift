/// Scores a CSV file of a time series, row by row, and writes the rows back with their scores.
public enum SeriesFile {
  /// Why a file is no series.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// There is not even a header.
    case empty
    /// The header lacks a column.
    case missing(String, header: [String])

    /// One sentence for a person.
    public var description: String {
      switch self {
      case .empty: "The series is empty: a header line 'timestamp,value' is needed."
      case .missing(let name, let header):
        "There is no column '\(name)'; the header has "
          + "\(header.map { "'\($0)'" }.joined(separator: ", "))."
      }
    }
  }

  /// A scored series.
  public struct Result: Sendable {
    /// `timestamp,value,score,anomaly` under a header, one row for each of the input, as they stood.
    public var csv: [UInt8]
    /// How many rows there were.
    public var rows: Int
    /// How many were anomalies.
    public var anomalies: Int
    /// One sentence for each kind of loss, to be shown to the user.
    public var notices: [String]
  }

  /// Scores a file; a value that is no number scores 0 and is not learned, a timestamp that cannot
  /// be read only costs the time of day. O(rows).
  public static func score(
    csv bytes: [UInt8], scorer: SeriesScorer = SeriesScorer()
  ) throws(Failure) -> Result {
    var rows = CSVRows(bytes)
    var fields: [ArraySlice<UInt8>] = []
    guard rows.next(&fields) else { throw .empty }
    let header = fields.map { String(decoding: DecimalNumber.trim($0), as: UTF8.self) }
    guard let timeColumn = header.firstIndex(of: "timestamp") else {
      throw .missing("timestamp", header: header)
    }
    guard let valueColumn = header.firstIndex(of: "value") else {
      throw .missing("value", header: header)
    }
    var scorer = scorer
    var result = Result(
      csv: Array("timestamp,value,score,anomaly\n".utf8), rows: 0, anomalies: 0, notices: [])
    result.csv.reserveCapacity(bytes.count * 2)
    var noNumbers = 0
    var noTimes = 0
    while rows.next(&fields) {
      let stamp = timeColumn < fields.count ? fields[timeColumn] : []
      let text = valueColumn < fields.count ? fields[valueColumn] : []
      let time = SeriesTime.seconds(stamp)
      let value = DecimalNumber.parse(text)
      noTimes += time == nil ? 1 : 0
      noNumbers += value == nil ? 1 : 0
      let verdict = scorer.next(value ?? .nan, at: time)
      result.rows += 1
      result.anomalies += verdict.isAnomaly ? 1 : 0
      append(stamp, to: &result.csv)
      result.csv.append(0x2C)
      append(text, to: &result.csv)
      result.csv.append(contentsOf: ",\(verdict.score),\(verdict.isAnomaly ? 1 : 0)\n".utf8)
    }
    result.notices = notices(noNumbers: noNumbers, noTimes: noTimes)
    return result
  }

  private static func notices(noNumbers: Int, noTimes: Int) -> [String] {
    var notices: [String] = []
    if noNumbers > 0 {
      notices.append("Rows whose value is no number, which score 0: \(noNumbers).")
    }
    if noTimes > 0 {
      notices.append(
        "Rows whose timestamp cannot be read, scored without the time of day: \(noTimes).")
    }
    return notices
  }

  /// A field as it stood, quoted where it must be.
  private static func append(_ field: ArraySlice<UInt8>, to csv: inout [UInt8]) {
    guard field.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      csv.append(contentsOf: field)
      return
    }
    csv.append(0x22)
    for byte in field {
      if byte == 0x22 { csv.append(0x22) }
      csv.append(byte)
    }
    csv.append(0x22)
  }
}
