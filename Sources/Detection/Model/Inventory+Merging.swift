extension Inventory {
  /// What was seen in this stretch of history and then in a later one. O(endpoints).
  func followed(by later: Inventory) -> Inventory {
    var result = self
    result.add(later)
    return result
  }
}

extension EndpointLife {
  /// What was seen in this stretch of history and then in a later one.
  func followed(by later: EndpointLife) -> EndpointLife {
    var result = self
    result.last = max(last, later.last)
    result.hours += later.hours
    result.requests += later.requests
    result.successes += later.successes
    result.staticFiles += later.staticFiles
    result.visits += later.visits
    result.clients = later.clients
    for shape in later.errors {
      if let place = result.errors.firstIndex(where: { $0.status == shape.status }) {
        result.errors[place].sizes |= shape.sizes
      } else if result.errors.count < Self.mostErrors {
        result.errors.append(shape)
      }
    }
    result.amounts.add(later.amounts)
    result.offsets.add(later.offsets)
    return result
  }
}
