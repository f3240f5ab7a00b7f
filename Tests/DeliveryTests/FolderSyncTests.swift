import Files
import Synchronization
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// News of frames wait for the sync of their folders.
@Suite struct FolderSyncTests {
  private let shot: RenumberShot

  init() throws {
    shot = try RenumberShot()
    try shot.frames(1...2)
    try shot.frames(1...2, name: "old/f.")
  }

  private func folder(_ name: String = "in") throws -> OutputFolder { try OutputFolder(shot.path(name)) }

  @Test func framesAreToldTogetherInTheirOrder() throws {
    let told = Mutex<[Int]>([])
    let named = FolderSync(.frame)
    #expect(named.wait == nil)
    for number in 0..<5 {
      named.add([try folder()], from: try folder("old")) { failure in
        #expect(failure == nil)
        told.withLock { $0.append(number) }
      }
    }
    #expect(told.withLock(\.self).isEmpty)
    #expect(try #require(named.wait) <= FolderSync.patience)
    named.sync()
    #expect(told.withLock(\.self) == [0, 1, 2, 3, 4])
    #expect(named.wait == nil)
    named.sync()
    #expect(told.withLock(\.self).count == 5)
  }

  @Test func withoutSyncAFrameIsToldAtOnce() throws {
    let told = Mutex(0)
    let named = FolderSync(.none)
    named.add([try folder()]) { _ in told.withLock { $0 += 1 } }
    #expect(told.withLock(\.self) == 1)
    #expect(named.wait == nil)
  }

  @Test func tooManyFoldersAreNotHeldOpen() throws {
    let told = Mutex(0)
    let named = FolderSync(.frame)
    for number in 0..<FolderSync.mostFolders {
      try shot.write("many\(number)/file")
      named.add([try folder("many\(number)")]) { _ in told.withLock { $0 += 1 } }
    }
    named.syncIfDue()
    #expect(told.withLock(\.self) == FolderSync.mostFolders)
  }
}
