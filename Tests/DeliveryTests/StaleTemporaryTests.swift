import Files
import Foundation
import FrameSequence
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

@Suite struct StaleTemporaryTests {
  private let shot: RenumberShot

  init() throws {
    shot = try RenumberShot()
    try shot.frames(1...1)
  }

  /// A temporary that was written to so many seconds ago.
  private func temporary(_ digit: Character, age: Double) throws -> String {
    let name = "in/.turnover-\(String(repeating: digit, count: 16)).tmp"
    try shot.write(name)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: "\(shot.root)/\(name)")
    return "\(shot.root)/\(name)"
  }

  private func clear() throws {
    try OutputFolder(shot.path("in")).clearStaleTemporaries()
  }

  @Test func whatNobodyWritesAnyMoreGoes() throws {
    _ = try temporary("0", age: 90)
    _ = try temporary("a", age: 5000)
    try clear()
    #expect(try shot.contents().keys.sorted() == ["f.0001.exr"])
  }

  @Test func whatWasLeftAMomentAgoGoesToo() throws {
    _ = try temporary("0", age: 0)
    try clear()
    #expect(try shot.contents().keys.sorted() == ["f.0001.exr"])
  }

  @Test func whatIsLockedOrJustLinkedOrAnothersStays() throws {
    let locked = try temporary("2", age: 90)
    let linked = try temporary("3", age: 90)
    try FileManager.default.linkItem(atPath: linked, toPath: "\(shot.root)/in/g.0001.exr")
    try shot.write(
      "in/.turnover-renumber", "in/.turnover-renumber.f.0002.exr", "in/.other-0000000000000000.tmp")
    let before = try shot.contents()
    // The string is lent for the call.
    let file = unsafe open(locked, O_RDONLY)
    #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
    try clear()
    #expect(try shot.contents() == before)
    close(file)
    try clear()
    #expect(try shot.contents().count == before.count - 1)
  }
}
