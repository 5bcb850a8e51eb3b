/// What something that carries logs (a container runtime, syslog, a journal) puts around each line.
enum Wrapper: String, Sendable, CaseIterable {
  case docker, cri, syslog, journald, envelope, compose

  /// A line with its wrapping taken off.
  enum Content: Sendable {
    /// The text stands in the line itself, at a range.
    case inside(Range<Int>, time: Timestamp)
    /// The text has been written into the buffer that was passed, as its escapes were undone.
    case decoded(time: Timestamp)
    /// As `inside`, but only the beginning of a longer line.
    case part(Range<Int>, stream: UInt8)
    /// As `decoded`, but only the beginning of a longer line.
    case decodedPart(stream: UInt8)
    /// The wrapping was there, with nothing of interest in it.
    case nothing
    /// Not wrapped so: where it broke off, and what was expected there.
    case unwrapped(at: Int, expected: String)
  }

  /// Takes the wrapping off a line.
  /// - Parameter text: Gets the text where escapes had to be undone.
  func content(
    of line: Range<Int>, _ bytes: RawSpan, text: inout [UInt8], context: inout LineContext
  ) -> Content {
    switch self {
    case .docker: DockerLine.content(of: line, bytes, text: &text)
    case .cri: CRILine.content(of: line, bytes)
    case .syslog: SyslogLine.content(of: line, bytes, context: &context)
    case .journald: JournalLine.content(of: line, bytes, text: &text)
    case .envelope: EnvelopeLine.content(of: line, bytes, text: &text)
    case .compose: ComposeLine.content(of: line, bytes)
    }
  }
}
