import Engine

extension ValueKind<Int> {
  /// The length of a window: hours are made of whole windows.
  static let window = ValueKind(
    wants: "a number of seconds that divides an hour evenly, such as 60 or 5m"
  ) { text in
    secondsIn(text).flatMap { isWindowLength($0) ? $0 : nil }
  }
}
