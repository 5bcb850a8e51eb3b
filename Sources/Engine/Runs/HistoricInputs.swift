import AccessLog
import Reporting

/// The logs of a run over history: found, put into the order of time, reported on.
enum HistoricInputs {
  /// The files that the settings name, in the order of their content's time.
  static func catalogue(_ settings: RunSettings) -> InputCatalogue {
    var catalogue = InputCatalogue(settings.paths)
    let words = catalogue.words
    catalogue.order { file, head in
      firstTime(file, head, settings.reading.of(word: words[file.name]))
    }
    return catalogue
  }

  /// What every run over history has to show.
  static func report(
    _ merger: SourceMerger, _ catalogue: InputCatalogue, _ pipeline: TrafficPipeline
  ) -> RunReport {
    var report = RunReport()
    report.inputs = reports(merger, catalogue)
    report.accounting = merger.accounting
    report.accounting.late = pipeline.lateRequests
    report.accounting.requests -= pipeline.lateRequests
    report.bytes = merger.bytes
    report.span = pipeline.span
    report.traffic = TrafficSummary.overview(pipeline)
    return report
  }

  /// What there is to say about each input, those that could not be found at the end.
  static func reports(_ merger: SourceMerger, _ catalogue: InputCatalogue) -> [InputReport] {
    var reports = merger.reports
    for problem in catalogue.problems {
      if let place = reports.firstIndex(where: { $0.name == problem.source }) {
        reports[place].problems.append(problem.description)
      } else {
        var report = InputReport(name: problem.source)
        report.problems = [problem.description]
        reports.append(report)
      }
    }
    return reports
  }

  /// The earliest time among the first requests of a file.
  private static func firstTime(
    _ file: InputFile, _ head: [UInt8], _ settings: InputReading
  ) -> Timestamp? {
    var options = settings.reader
    if options.referenceDate == nil { options.referenceDate = file.modified }
    var reader = LogReader(format: settings.makeParser?(), options: options)
    var batch = RequestBatch()
    var rest = head[...]
    _ = reader.fill(&batch, capacity: head.count) { buffer in
      let count = min(buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
    var times = batch.requests.map(\.time)
    reader.finish(&batch)
    times += batch.requests.map(\.time)
    return times.prefix(100).filter { !$0.isAbsent }.min()
  }
}
