import Foundation
import Testing

/// What appears under a new name after the plan looked stays, whatever the file system can do.
@Suite(.needsBinary, .needsStrace) struct RenumberReplacementTests {
  /// The name is taken while strace holds up the rename; the second file system cannot refuse to replace.
  @Test(arguments: ["delay_enter=1500000", "delay_enter=1500000:error=EINVAL"])
  func whatAppearsAfterThePlanIsNotReplaced(fault: String) throws {
    let scene = try RenumberScene(count: 1)
    var command = Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e",
      Argument("inject=renameat2:\(fault)"), Argument(Turnover.binary), "renumber", "in", "--out", "out",
      "--mode", "move", "--offset", "1000",
    ])
    command.folder = scene.folder.path
    let child = try command.start()
    try child.wait { File.exists(scene.folder("out")) }
    try File.write(Array("precious".utf8), to: scene.folder("out/f.1001.exr"))
    let outcome = try child.wait()
    #expect(outcome.status == 1, "\(outcome.errText)")
    #expect(outcome.errText.contains("File exists"))
    #expect(try File.read(scene.folder("out/f.1001.exr")) == Array("precious".utf8))
    #expect(try scene.state() == scene.shifted(by: 0))
  }
}
