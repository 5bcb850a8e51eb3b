/// The continued part of a tail as numbers, for those who want to compute a surprise again.
extension TailModel {
  /// Threshold, share above it, scale, shape and start: what `surprise` of a value beyond the
  /// threshold depends on.
  public var parts: [Double] { [threshold, exceedanceShare, scale, shape, start] }

  /// The same tail from its parts, good for values beyond the threshold only; nil if they are none.
  public init?(parts: [Double]) {
    guard parts.count == 5, parts.allSatisfy(\.isFinite), parts[1] > 0, parts[1] <= 1,
      parts[2] > 0, parts[3] > 0
    else { return nil }
    self.init(
      threshold: parts[0], exceedanceShare: parts[1], scale: parts[2], shape: parts[3],
      start: parts[4])
  }
}
