/// What is made of other parts: arrays, optional parts, tables.
extension SnapshotArchive {
  /// An array of parts.
  /// - Parameter new: A part made anew, to be filled in reading.
  public mutating func parts<T: Snapshotting>(
    _ array: inout [T], new: @autoclosure () -> T
  ) throws(SnapshotError) {
    let count = try count(array.count)
    guard isReading else {
      for var part in array { try part.snapshot(&self) }
      return
    }
    array = []
    array.reserveCapacity(min(count, 4096))
    for _ in 0..<count {
      var part = new()
      try part.snapshot(&self)
      array.append(part)
    }
  }

  /// An array of cases of an enumeration.
  /// - Parameter new: Any case.
  public mutating func choices<T: RawRepresentable<String>>(
    _ array: inout [T], new: T
  ) throws(SnapshotError) {
    let count = try count(array.count)
    var read: [T] = []
    for place in 0..<count {
      var one = isReading ? new : array[place]
      try choice(&one)
      read.append(one)
    }
    array = read
  }

  /// A part that may be missing.
  /// - Parameter new: A part made anew, to be filled in reading.
  public mutating func optional<T: Snapshotting>(
    _ part: inout T?, new: @autoclosure () -> T
  ) throws(SnapshotError) {
    var isThere = part != nil
    try flag(&isThere)
    guard isThere else {
      part = nil
      return
    }
    var filled = part ?? new()
    try filled.snapshot(&self)
    if isReading { part = filled }
  }

  /// A table of plain values, in the order of its keys.
  public mutating func table<Key: PlainData & Hashable & Comparable, Value: PlainData>(
    _ table: inout [Key: Value]
  ) throws(SnapshotError) {
    var keys = isReading ? [] : table.keys.sorted()
    // The keys are those of the table: none is missing.
    var entries = keys.compactMap { table[$0] }
    try values(&keys)
    try values(&entries)
    guard isReading else { return }
    try require(keys.count == entries.count, "holds a table with missing entries")
    table = Dictionary(zip(keys, entries)) { _, last in last }
  }

  /// A table of parts, in the order of its keys.
  /// - Parameter new: A part made anew, to be filled in reading.
  public mutating func table<Key: PlainData & Hashable & Comparable, Value: Snapshotting>(
    _ table: inout [Key: Value], new: @autoclosure () -> Value
  ) throws(SnapshotError) {
    var keys = isReading ? [] : table.keys.sorted()
    try values(&keys)
    guard isReading else {
      for key in keys { try table[key]?.snapshotCopy(&self) }
      return
    }
    table = [:]
    for key in keys {
      var part = new()
      try part.snapshot(&self)
      table[key] = part
    }
  }
}

extension Snapshotting {
  /// Writes the state of a value that cannot be changed where it stands.
  public func snapshotCopy(_ archive: inout SnapshotArchive) throws(SnapshotError) {
    var copy = self
    try copy.snapshot(&archive)
  }
}
