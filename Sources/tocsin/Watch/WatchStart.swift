import Alerting
import Engine
import Foundation

/// Where a live run begins: behind what an earlier one has done, or anew.
struct WatchStart {
  /// The run to go on with; nil to begin anew.
  let saved: SavedRun?
  /// The logs, from where they were left.
  let follower: TailSet

  /// Looks into the state directory and says what it found where that is not as it should be.
  init(
    _ store: CheckpointStore, _ settings: LiveSettings, fromStart: Bool, _ voice: WatchVoice
  ) {
    let stamp = Int64(Date().timeIntervalSince1970)
    switch store.load(settings.run.pipeline, model: settings.run.model, stamp: stamp) {
    case .nothing:
      saved = nil
      follower = TailSet(settings.run, fromStart: fromStart, positions: nil)
    case .run(let run):
      saved = run
      if let note = run.note { voice.say(note) }
      follower = TailSet(settings.run, fromStart: fromStart, positions: run.positions)
    case .unusable(let sentence, let positions):
      saved = nil
      voice.say(sentence)
      // Where the places are lost, everything that is still there is read: nothing may be left out.
      follower = TailSet(
        settings.run, fromStart: fromStart || positions == nil, positions: positions)
    }
  }
}
