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
    while merger.advance(&pipeline, progress: progress) != nil {}
    let model = pipeline.learn()
    return (model, HistoricInputs.report(merger, catalogue, pipeline))
  }
}
