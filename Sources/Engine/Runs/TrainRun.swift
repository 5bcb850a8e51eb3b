import AccessLog
import Detection
import Reporting
import Traffic

/// `tocsin train`: learns what is normal from historic logs, robustly, and judges nothing.
public struct TrainRun {
  private let settings: RunSettings
  private var pipeline: TrafficPipeline

  /// A run.
  /// - Parameter hasQuarantine: True to learn a second time without the incidents in the history.
  public init(_ settings: RunSettings, hasQuarantine: Bool = false) {
    self.settings = settings
    var training = settings.pipeline
    training.analyst.isTraining = true
    training.analyst.hasQuarantine = hasQuarantine
    pipeline = TrafficPipeline(model: nil, settings: training)
  }

  /// What was left out of learning, one sentence each, made harmless.
  public var leftOut: [String] {
    pipeline.leftOut.sentences.map { settings.redact(Array($0.utf8)) }
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
