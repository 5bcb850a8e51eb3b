import AccessLog

/// Finds, for a log in no known format, the format that gets furthest into its first line: what
/// that one expected is the best hint at what is different.
enum NearestFormat {
  /// The format's name and where it breaks off; nil where there is no line.
  static func find(in bytes: [UInt8]) -> (format: String, complaint: FormatDiagnosis.Complaint)? {
    let line = Array(bytes.prefix { $0 != 0x0a })
    var best: (format: String, complaint: FormatDiagnosis.Complaint)?
    for format in FormatCatalog.all {
      var diagnosis = FormatDiagnosis()
      diagnosis.add(batch(of: line, in: format))
      guard let complaint = diagnosis.complaints.first else { continue }
      if best.map({ complaint.column > $0.complaint.column }) ?? true {
        best = (format.name, complaint)
      }
    }
    return best
  }

  private static func batch(of line: [UInt8], in format: LogFormat) -> RequestBatch {
    var reader = LogReader(format: format.makeParser())
    var batch = RequestBatch()
    var isRead = false
    _ = reader.fill(&batch, capacity: line.count + 1) { buffer in
      guard !isRead else { return 0 }
      isRead = true
      buffer.copyBytes(from: line.prefix(buffer.count))
      return min(line.count, buffer.count)
    }
    reader.finish(&batch)
    return batch
  }
}
