/// What a live run reads from: logs that grow.
public protocol LogFollowing: AnyObject {
  /// The next requests, or nil where nothing is to be read just now.
  func next() -> TailedBatch?
  /// Waits until something may be there to read, until `wake`, or for some seconds.
  func wait(seconds: Double)
  /// Ends the present or the next `wait`; from any thread.
  func wake()
  /// Where the following stands after all that `next` has handed out, in a form of its own.
  func positions() -> [UInt8]
  /// How each file stands.
  var status: [TailStatus] { get }
  /// Sentences about what has gone wrong since the last call.
  func takeMessages() -> [String]
  /// True if nothing can come any more.
  var hasEnded: Bool { get }
  /// Looks for files again at once.
  func reopen()
}
