import AccessLog
/// temporary
public struct Inspector: Sendable {
  public init() {}
  public mutating func inspect(_ batch: RequestBatch, into verdicts: inout [Verdict]) {
    verdicts.removeAll(keepingCapacity: true)
    let bytes = batch.bytes.span
    let login: [UInt8] = Array("login".utf8)
    for r in batch.requests {
      var v = Verdict.clean
      let p = r.path.offsets
      if p.count >= 5 {
        var ok = true
        for i in 0..<5 where bytes[p.upperBound - 5 + i] != login[i] { ok = false }
        if ok { v.suspected = [SignSet(.logInPath)] }
      }
      verdicts.append(v)
    }
  }
}
