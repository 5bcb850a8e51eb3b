import AccessLog
import TestSupport

@testable import Detection

/// A finding made by hand, about minutes behind Monday midnight.
func finding(
  _ kind: Kind = .bruteForce, _ subject: Subject = Subject(.client, "198.51.100.7"),
  _ minutes: Range<Int> = 0..<1, severity: Severity = .medium, surprise: Double = 10,
  requests: Int = 10, gotIn: Bool = false, headline: String = "did it", reasons: [Reason] = [],
  evidence: [EvidenceLine] = []
) -> Finding {
  Finding(
    kind: kind, subject: subject, severity: severity, confidence: 0.5, surprise: surprise,
    span: span(minutes), requests: requests, headline: headline, gotIn: gotIn, reasons: reasons,
    evidence: evidence)
}

/// A span of minutes behind Monday midnight.
func span(_ minutes: Range<Int>) -> TimeSpan {
  TimeSpan(start: minute(minutes.lowerBound), end: minute(minutes.upperBound))
}

/// A minute behind Monday midnight.
func minute(_ number: Int) -> Timestamp { Timestamp(seconds: monday + Int64(number) * 60) }
