import AccessLog
import Detection
import Reporting
import Traffic

/// `tocsin train`: learns what is normal from historic logs, robustly, and judges nothing.
public struct TrainRun {
  private let settings: RunSettings
  private var pipeline: TrafficPipeline

  /// A run.
  public init(_ settings: RunSettings) {
    self.settings = settings
    pipeline = TrafficPipeline(model: nil, settings: settings.pipeline)
  }

  /// Reads the logs to their end.
  /// - Returns: What was learned (nil where there was no request), and what there is to show.
  public mutating func run(
    progress: (RunProgress) -> Void
  ) -> (model: Model?, report: RunReport) {
    let catalogue = HistoricInputs.catalogue(settings)
    var merger = SourceMerger(catalogue, settings: settings.reading)
    var isOpen = true
    while isOpen {
      isOpen = merger.next(announce: { pipeline.addSource($0) }) { stream, range in
        _ = pipeline.take(
          stream.loaded.batch, range, verdicts: stream.loaded.verdicts, source: stream.number)
      }
      if let at = merger.progress {
        progress(
          RunProgress(name: at.name, done: at.done, total: at.total, lines: merger.linesSoFar))
      }
    }
    let model = pipeline.learn()
    var report = RunReport()
    report.inputs = HistoricInputs.reports(merger, catalogue)
    report.accounting = merger.accounting
    report.accounting.late = pipeline.lateRequests
    report.accounting.requests -= pipeline.lateRequests
    report.bytes = merger.bytes
    report.span = pipeline.span
    report.traffic = TrafficSummary.overview(pipeline)
    return (model, report)
  }
}
