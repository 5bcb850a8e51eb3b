import AccessLog
import Detection

extension Alert {
  /// The alert as one line of NDJSON with its line break: the same alert gives the same bytes.
  ///
  /// Keys come in the order of the published schema. What is absent (a model, a time that the log
  /// does not have, a number that is not finite) is `null`.
  public func ndjson() -> [UInt8] {
    var json = JSONBytes()
    write(to: &json)
    json.endLine()
    return json.bytes
  }

  /// Writes the alert as an object.
  public func write(to json: inout JSONBytes) {
    json.object {
      writeIdentity(to: &$0)
      writeSubject(to: &$0)
      $0.field("requests", requests)
      $0.field("reasons", array: { json in reasons.forEach { Alert.write($0, to: &json) } })
      $0.field("evidence", array: { json in evidence.forEach { $0.write(to: &json) } })
      $0.field("owasp", owasp)
      $0.field("attack", attack)
      $0.field("advice", advice)
      $0.field("model", model)
      $0.field("config", config)
      $0.field("gotIn", gotIn)
      $0.field("headline", headline)
    }
  }

  private func writeIdentity(to json: inout JSONBytes) {
    json.field("schema", Alert.schema)
    json.field("id", id)
    json.field("event", event.rawValue)
    json.field("time", UTCTime.rfc3339(time))
    json.field("kind", kind.rawValue)
    json.field("kinds", kinds.map(\.rawValue))
    json.field("severity", severity.name)
    json.field("confidence", confidence)
    json.field("surprise", surprise)
    json.field("title", title)
  }

  private func writeSubject(to json: inout JSONBytes) {
    json.field(
      "subject",
      object: {
        $0.field("type", subject.rung.rawValue)
        $0.field("value", subject.value)
      })
    json.field(
      "window",
      object: {
        $0.field("start", UTCTime.rfc3339(window.start))
        $0.field("end", UTCTime.rfc3339(window.end))
      })
  }

  private static func write(_ reason: Reason, to json: inout JSONBytes) {
    json.object {
      $0.field("feature", reason.feature)
      $0.field("observed", reason.observed)
      $0.field("expected", reason.expected)
      $0.field("spread", reason.spread)
      $0.field("contribution", reason.contribution)
      $0.field("basis", reason.basis)
      if let test = reason.test {
        $0.field(
          "test",
          object: {
            $0.field("family", test.family.rawValue)
            $0.field("parameters", array: { json in test.parameters.forEach { json.value($0) } })
          })
      }
    }
  }
}

extension Alert.Evidence {
  fileprivate func write(to json: inout JSONBytes) {
    json.object {
      $0.field("file", file)
      $0.field("line", line)
      $0.field("offset", offset)
      $0.field("text", text)
    }
  }
}
