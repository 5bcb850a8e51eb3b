import Foundation
import Scoring

/// The honest clients and who of them is here at the moment.
///
/// Clients come by Zipf's law (a few come all the time, most once): the k-th client's weight is
/// k^−0.9, as measured for web traffic (Breslau et al. 1999, "Web caching and Zipf-like
/// distributions", find 0.64…0.83 for pages; clients behind shared addresses are steeper). Each stays
/// for a session of some requests.
struct Crowd {
  private let clients: [Client]
  private let upTo: [Double]
  private var present: [Int] = []

  /// Sessions at the same time.
  private static let places = 240
  /// Requests in a session, in the mean.
  private static let session = 14
  private static let exponent = 0.9

  /// A crowd of so many clients.
  init(count: Int, _ generator: inout SplitMix64) {
    clients = (0..<count).map { _ in Client(&generator) }
    var sum = 0.0
    upTo = (1...count).map { rank in
      sum += pow(Double(rank), -Self.exponent)
      return sum
    }
    present = (0..<Self.places).map { _ in draw(&generator) }
  }

  /// Who makes the next request.
  mutating func next(_ generator: inout SplitMix64) -> Client {
    let place = generator.below(Self.places)
    let client = clients[present[place]]
    if generator.below(Self.session) == 0 { present[place] = draw(&generator) }
    return client
  }

  private func draw(_ generator: inout SplitMix64) -> Int {
    Weighted.place(of: generator.unit(), in: upTo)
  }
}

/// Draws from a list by weight.
enum Weighted {
  /// The place that a number in 0..<1 falls on, given the sums of the weights up to each. O(log n).
  static func place(of unit: Double, in upTo: [Double]) -> Int {
    let wanted = unit * (upTo.last ?? 0)
    var (low, high) = (0, upTo.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if upTo[middle] <= wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
