// Unauthorized access: log-ins, other people's objects, other people's functions.
extension KindEntry {
  static let bruteForce = KindEntry(
    "Brute force", owasp: [.api2], attack: ["T1110.001"],
    meaning: "One source tries many passwords.",
    advice:
      "Block the source or slow its log-ins down; check that the account under attack has a second factor and a lock after failures.",
    adviceIfIn:
      "A log-in succeeded after the failures: lock the account, end its sessions, revoke its tokens, reset the password, and list what the session did. Block the source."
  )

  static let passwordSpraying = KindEntry(
    "Password spraying", owasp: [.api2], attack: ["T1110.003"],
    meaning: "One source tries a few common passwords on many accounts.",
    advice:
      "Block the source; forbid common passwords; look for the same source's log-ins that succeeded.",
    adviceIfIn:
      "At least one account opened: lock every account that this source logged in to, end their sessions, reset their passwords, require a second factor. Block the source."
  )

  static let credentialStuffing = KindEntry(
    "Credential stuffing", owasp: [.api2], attack: ["T1110.004"],
    meaning: "Many sources try stolen pairs of user name and password, each only a few times.",
    advice:
      "Limit log-ins by account and by device instead of by address, demand a challenge while it lasts, and check new passwords against known leaks.",
    adviceIfIn:
      "Some pairs worked: list the accounts that logged in from these sources, end their sessions, reset their passwords and tell their owners. Demand a challenge at log-in while it lasts."
  )

  static let accountTakeover = KindEntry(
    "Account takeover", owasp: [.api2], attack: ["T1078"],
    meaning:
      "A log-in succeeded after many failures, and the account then behaves like a stranger.",
    advice:
      "Ask the owner whether it was them. If not or unsure: end the sessions and reset the password.",
    adviceIfIn:
      "Lock the account, end its sessions, revoke its tokens and keys, reset the password; list what was read and changed since the first success; tell the owner. Block the source."
  )

  static let objectEnumeration = KindEntry(
    "Object enumeration", owasp: [.api1], attack: ["T1087", "T1213"],
    meaning: "Somebody walks through object ids that are not theirs (BOLA, IDOR).",
    advice:
      "Block the client or its credential; check that the endpoint compares the object's owner with the caller on every request; replace sequential ids.",
    adviceIfIn:
      "Objects were answered: suspend the credential, block the address, list the ids answered with 2xx (their owners may have to be told), and add the missing ownership check before you lift the block."
  )

  static let privilegeProbing = KindEntry(
    "Privilege probing", owasp: [.api5], attack: ["T1068"],
    meaning:
      "Somebody tries functions that are meant for others, such as an administrator's (BFLA).",
    advice:
      "Check that each function refuses by role on the server, not by hiding the link; suspend the credential if it has no reason to ask.",
    adviceIfIn:
      "A privileged function answered: suspend the credential, undo what it changed (look for new accounts, roles, keys), and close the function to its role. Block the address."
  )

  static let credentialSharing = KindEntry(
    "Credential sharing", owasp: [.api2], attack: ["T1550"],
    meaning: "One credential is used from many networks or programs at once.",
    advice:
      "Ask the owner. A stolen or published key looks like this: rotate it, and bind keys to networks where you can.",
    adviceIfIn:
      "Rotate the credential now, end its sessions, and list what each of the networks did with it."
  )
}
