import Foundation

/// What one run of a process cost.
struct Usage {
  /// Seconds from its start to its end.
  var wall: Double
  /// Seconds of processor time, its own and the system's for it, on all cores together.
  var cpu: Double
  /// The most memory it had at once, in bytes.
  var peak: Int

  init(wall: Double, _ usage: rusage) {
    self.wall = wall
    cpu = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    #if canImport(Darwin)
      peak = Int(usage.ru_maxrss)
    #else
      peak = Int(usage.ru_maxrss) * 1024  // getrusage(2): kilobytes on Linux
    #endif
  }

  /// The most memory that this process had since it was started, in bytes; nil where the system does
  /// not say. `ru_maxrss` begins with what the starting process had, `VmHWM` of proc(5) does not.
  static var peakSinceStart: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return nil
    }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
    return kilobytes.flatMap { Int($0) }.map { $0 * 1024 }
  }

  /// The most memory that this process had at once, in bytes, as `ru_maxrss` counts.
  static var ownPeak: Int {
    var usage = rusage()
    getrusage(0, &usage)  // RUSAGE_SELF, which platforms import with different types
    return Usage(wall: 0, usage).peak
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }
}
