// Reads the input as a list of hops and as a list of networks.

@testable import AccessLog

/// The first line is a list of trusted proxies, the second the peer, the rest X-Forwarded-For.
func fuzzForwarded(_ input: [UInt8]) {
  let lines = input.split(separator: 0x0a, maxSplits: 2, omittingEmptySubsequences: false)
  let text = String(decoding: lines[0], as: UTF8.self)
  var options = ReaderOptions()
  options.trustedProxies = [Network(Address(v4: 0x0a00_0000), prefix: 8)]
  do throws(NetworkList.Mistake) {
    let networks = try NetworkList.read(text)
    for network in networks {
      precondition(network.contains(network.base))
      precondition(Network(network.description) == network)
    }
    options.trustedProxies += networks
  } catch {
    precondition(!error.reason.isEmpty)
  }
  guard lines.count == 3 else { return }
  let field = Array(lines[2])
  let peer = Address(String(decoding: lines[1], as: UTF8.self)) ?? Address(v4: 0x0a00_0001)
  var request = Request()
  request.client = peer
  let padded = field + [0, 0, 0, 0, 0, 0, 0, 0]
  let context = LineContext(options: options)
  ForwardedFor.resolve(
    0..<field.count, of: padded.span.bytes, shift: 0, into: &request, context: context)
  precondition(Int(request.clientText.end) <= field.count)
  // Whoever is no trusted proxy cannot say who it is.
  if !options.trustedProxies.contains(where: { $0.contains(peer) }) {
    precondition(request.client == peer)
  }
  _ = ForwardedFor.isList(0..<field.count, of: padded.span.bytes)
  _ = LogZone(offset: text)
}
