import Foundation
import Testing

@testable import Engine

@Suite struct StateDirectoryTests {
  @Test func itBelongsToOneAtATime() throws {
    let folder = try TemporaryFolder()
    let first = try StateDirectory(folder("state"))
    let error = #expect(throws: StateProblem.self) { try StateDirectory(folder("state")) }
    #expect(
      error.map { folder.strip($0.description) }
        == "The state in state is used by another tocsin (process \(getpid())): stop it, or give"
        + " this one another --state.")
    _ = first.path
  }

  @Test func itIsFreeAgainWhenItsOwnerIsGone() throws {
    let folder = try TemporaryFolder()
    do { _ = try StateDirectory(folder("state")) }
    _ = try StateDirectory(folder("state"))
  }

  @Test func aPlaceThatCannotBeMadeIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", Array("x".utf8))
    let error = #expect(throws: StateProblem.self) { try StateDirectory(folder("file/state")) }
    #expect(
      error.map { folder.strip($0.description) }
        == "The state cannot be kept in file/state: Not a directory. Give tocsin the right to write"
        + " there, or choose another place with --state.")
  }

  @Test func theDefaultFollowsTheSystem() {
    let path = { (environment: [String: String], isRoot: Bool) in
      StateDirectory.defaultPath(environment: environment, isRoot: isRoot)
    }
    #expect(path(["HOME": "/home/a"], false) == "/home/a/.local/state/tocsin")
    #expect(path(["HOME": "/home/a", "XDG_STATE_HOME": "/x"], false) == "/x/tocsin")
    #expect(
      path(["HOME": "/home/a", "XDG_STATE_HOME": "x"], false) == "/home/a/.local/state/tocsin")
    #expect(path(["HOME": "/root"], true) == "/var/lib/tocsin")
    #expect(
      path(["STATE_DIRECTORY": "/var/lib/private/tocsin"], false) == "/var/lib/private/tocsin")
  }
}
