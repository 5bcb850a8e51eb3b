import AccessLog

/// The orders that several files are read in.
enum InputOrder {
  /// Rotated sets with their oldest file first; sets in the order in which the user named them,
  /// standard input last.
  static func byRotation(_ files: [InputFile]) -> [InputFile] {
    var places: [String: Int] = [:]
    let keyed = files.enumerated().map { index, file in
      let name = RotationName(path: file.name)
      let place = places[name.family] ?? index
      places[name.family] = place
      return (file: file, name: name, place: file.isStandardInput ? Int.max : place, index: index)
    }
    return keyed.sorted { a, b in
      if a.place != b.place { return a.place < b.place }
      if a.name.isOlder(than: b.name) { return true }
      return !b.name.isOlder(than: a.name) && a.index < b.index
    }.map(\.file)
  }

  /// By time; a file without one goes behind the file before it, and standard input last.
  static func byTime(_ files: [InputFile], _ time: (InputFile) -> Timestamp?) -> [InputFile] {
    var last = Timestamp(microseconds: .min)
    let keyed = files.enumerated().map { index, file in
      if let known = time(file) { last = known }
      return (
        file: file, time: file.isStandardInput ? Timestamp(microseconds: .max) : last, index: index
      )
    }
    return keyed.sorted { a, b in
      a.time != b.time ? a.time < b.time : a.index < b.index
    }.map(\.file)
  }
}
