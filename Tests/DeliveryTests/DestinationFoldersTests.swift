import Files
import Foundation
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

@Suite struct DestinationFoldersTests {
  @Test func aFolderThatAnotherReplacedIsNotDeliveredInto() throws {
    let shot = try RenumberShot()
    let path = shot.path("new/out")
    let folders = try DestinationFolders([path, path], sync: .frame)
    #expect(try folders.open(path).path == path)
    try FileManager.default.moveItem(atPath: "\(shot.root)/new/out", toPath: "\(shot.root)/new/moved")
    #expect(throws: FileFailure.self) { try folders.open(path) }
    // The old one is still there, so no other has its identity.
    try shot.write("new/out/file")
    #expect(throws: FileFailure.self) { try folders.open(path) }
  }
}
