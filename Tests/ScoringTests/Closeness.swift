import Foundation
import Testing

/// Expects two numbers to agree to a tolerance relative to the larger of 1 and the expected one.
func expectClose(
  _ value: Double, _ expected: Double, _ tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let scale = Swift.max(1, Swift.abs(expected))
  #expect(
    Swift.abs(value - expected) <= tolerance * scale, "\(value) is not \(expected)",
    sourceLocation: sourceLocation)
}
