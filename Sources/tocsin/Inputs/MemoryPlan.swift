import Engine
import Traffic

/// Shares a limit of memory out among what grows with the input.
enum MemoryPlan {
  /// The windows of principals held at a time: two of the finest (one waits for late lines), and one
  /// of each coarser length.
  private static let tables = 4

  /// Settings that keep to the limit. Half of it goes to the principals (an array that grows by
  /// doubling holds two copies for a moment, its index 8 bytes a principal), a quarter to the
  /// history that is gathered before learning; the last quarter is for buffers, endpoints and the
  /// program itself. Never more than the defaults: a large limit needs no larger tables.
  static func apply(_ limit: Int, to settings: inout TrafficPipeline.Settings) {
    let principal = tables * (2 * MemoryLayout<PrincipalAggregate>.stride + 8)
    let capacity = limit / 2 / principal
    settings.windows.principalCapacity = min(settings.windows.principalCapacity, capacity)
    settings.analyst.historyBytes = min(settings.analyst.historyBytes, limit / 4)
  }
}
