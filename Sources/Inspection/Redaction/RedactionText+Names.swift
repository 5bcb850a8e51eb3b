/// Names of secrets that no table can list: those that are put together, and links of mails.
extension RedactionText {
  /// The same for a name that is put together: `newPassword`, `reset_token`, `password2`.
  func compoundSecrecy(_ name: Range<Int>) -> Int? {
    for index in name where has("password", at: index) || has("passwd", at: index) { return 1 }
    for (ending, shortest) in RedactionText.endings
    where name.count > ending.utf8CodeUnitCount
      && has(ending, at: name.upperBound - ending.utf8CodeUnitCount)
    {
      return shortest
    }
    return nil
  }

  /// How names of secrets end, and how long their values are at least.
  private static let endings: [(StaticString, Int)] = [
    ("secret", 1), ("secretkey", 1), ("privatekey", 1), ("private_key", 1), ("apikey", 1),
    ("api_key", 1), ("api-key", 1), ("accesskey", 1), ("passphrase", 1), ("credential", 1),
    ("credentials", 1), ("token", 4), ("signature", 12), ("code", 12), ("cvv", 3), ("otp", 4),
  ]

  /// How long a path's segment behind the one before an offset has to be to be the secret of a link
  /// in a mail (`/reset-password/…`); nil where no such segment stands there.
  func linkSecrecy(before index: Int) -> Int? {
    var start = index
    while start > 0, index - start < 40, isNameByte(self[start - 1]) { start -= 1 }
    guard start < index, self[start - 1] == UInt8(ascii: "/") else { return nil }
    var hash = WordHash.seed
    for index in start..<index { hash = WordHash.step(hash, self[index].lowered) }
    return RedactionText.links.meaning(hash: hash)
  }

  /// Segments before the secret of a link that a mail holds; a shorter one is a word (`/verify/now`).
  private static let links = WordTable<Int>([
    (
      """
      reset reset-password password-reset reset_password password_reset resetpassword verify
      verify-email verification confirm confirmation confirm-email activate activation invite
      invitation invitations magic magic-link magiclink unsubscribe token tokens share
      """, 16
    )
  ])
}
