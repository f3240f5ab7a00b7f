import Foundation
import Testing

/// Deaths at every system call: whatever is left can be finished and can be undone.
@Suite(.needsStrace) struct RenumberKillTests {
  /// Finishes `in` and undoes a copy of it, and looks whether every frame is where it should be.
  private func expectRecovery(
    _ scene: RenumberScene, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let left = try scene.state()
    try scene.copy("in", to: "copy")
    let finished = try scene.run(["--resume", "in"])
    let undone = try scene.run(["--undo", "copy"])
    let (old, new) = (scene.shifted(by: 0), scene.shifted(by: 1))
    if left.keys.contains(".turnover-renumber") {
      #expect(finished.status == 0, "\(place): \(finished.errText)", sourceLocation: sourceLocation)
      #expect(undone.status == 0, "\(place): \(undone.errText)", sourceLocation: sourceLocation)
      #expect(try scene.state() == new, "\(place)", sourceLocation: sourceLocation)
      #expect(try scene.state("copy") == old, "\(place)", sourceLocation: sourceLocation)
    } else {
      // Not begun, or all but done: there is nothing to recover, and nothing left behind afterwards.
      #expect(finished.status == 2 && undone.status == 2, "\(place)", sourceLocation: sourceLocation)
      let now = try scene.state()
      #expect(now == old || now == new, "\(place): \(left)", sourceLocation: sourceLocation)
      #expect(try scene.state("copy") == now, "\(place)", sourceLocation: sourceLocation)
    }
  }

  @Test func killedAtAnyCallItIsFinishedOrUndone() throws {
    let words: [Argument] = ["in", "--in-place", "--offset", "1"]
    let whole = try RenumberScene()
    #expect(try whole.traced(["-e", "trace=all"], words).status == 0)
    let calls = try whole.calls()
    var journals = 0
    for call in calls {
      let scene = try RenumberScene()
      #expect(try scene.traced(call.kill, words).signal == SIGKILL, "\(call.line)")
      if File.exists(scene.folder("in/.turnover-renumber")) { journals += 1 }
      try expectRecovery(scene, "\(call.line)")
    }
    // Six renames of frames, and all that comes with the two journals.
    #expect(journals > 12)
  }

  /// A file system that has no locks, and no renames that can be told not to replace.
  @Test func killedOnAPoorFileSystemItIsFinishedOrUndone() throws {
    let words: [Argument] = ["in", "--in-place", "--offset", "1"]
    let poor: [Argument] = ["-e", "inject=renameat2:error=EINVAL", "-e", "inject=flock:error=ENOLCK"]
    let whole = try RenumberScene()
    #expect(try whole.traced(poor, words).status == 0)
    #expect(try whole.state() == whole.shifted(by: 1))
    let calls = try whole.calls().filter {
      ["renameat", "linkat", "unlinkat"].contains($0.name)
    }
    #expect(calls.count == 10)
    for call in calls {
      let scene = try RenumberScene()
      #expect(try scene.traced(poor + call.kill, words).signal == SIGKILL, "\(call.line)")
      try expectRecovery(scene, "\(call.line)")
    }
  }

  /// The recovery is killed in its turn, in either direction from either phase.
  @Test(arguments: ["--resume", "--undo"], [3, 6]) func aKilledRecoveryIsRecoveredFrom(
    goal: String, renames: Int
  ) throws {
    func stopped() throws -> RenumberScene {
      let scene = try RenumberScene()
      _ = try scene.traced(
        ["-e", "inject=renameat2:signal=KILL:when=\(renames)"], ["in", "--in-place", "--offset", "1"])
      try #require(File.exists(scene.folder("in/.turnover-renumber")))
      return scene
    }
    let whole = try stopped()
    #expect(try whole.traced([], [Argument(goal), "in"]).status == 0)
    let changing: Set<Substring> = ["renameat2", "renameat", "fsync", "write", "unlinkat", "openat", "close"]
    let calls = try whole.calls().filter { changing.contains($0.name) }
    #expect(calls.count > 6)
    for call in calls {
      let scene = try stopped()
      #expect(try scene.traced(call.kill, [Argument(goal), "in"]).signal == SIGKILL, "\(call.line)")
      try expectRecovery(scene, "\(goal), killed at \(call.line)")
    }
  }

  @Test(arguments: ["ioctl", "copy_file_range", "fsync", "renameat2"])
  func aKilledCopyLeavesWholeFramesAndCanBeRunAgain(call: String) throws {
    let words: [Argument] = ["in", "--out", "out", "--offset", "1000"]
    let expected = try RenumberScene(count: 9).shifted(by: 1000)
    for number in 1...20 {
      let scene = try RenumberScene(count: 9, bytes: 5000)
      let before = try scene.folder.fingerprint("in")
      let outcome = try scene.traced(["-f", "-e", "inject=\(call):signal=KILL:when=\(number)"], words)
      let frames = try scene.state("out").filter { !$0.key.hasPrefix(".") }
      for (name, content) in frames {
        #expect(expected[name] == content)
        #expect(try File.read(scene.folder("out/\(name)")).count == content.utf8.count + 5000)
      }
      #expect(try scene.folder.fingerprint("in") == before)
      if outcome.status == 0 {
        #expect(frames.count == 9 && number > 2)
        return
      }
      let again = try scene.run(words + ["--existing", "skip"])
      #expect(again.status == 0, "\(again.errText)")
      #expect(try scene.state("out").filter { !$0.key.hasPrefix(".") } == expected)
    }
    Issue.record("it was killed each time")
  }

  @Test(arguments: ["renameat2", "fsync"]) func aKilledMoveIsFinishedByTheSameCommand(call: String) throws {
    let words: [Argument] = ["in", "--out", "out", "--start", "1001", "--mode", "move"]
    let expected = try RenumberScene(count: 5).shifted(by: 1000)
    for number in 1...20 {
      let scene = try RenumberScene(count: 5)
      let outcome = try scene.traced(["-f", "-e", "inject=\(call):signal=KILL:when=\(number)"], words)
      let (left, moved) = (try scene.state(), try scene.state("out"))
      #expect(left.count + moved.count == 5)
      for (name, content) in moved { #expect(expected[name] == content) }
      if outcome.status == 0 { return }
      if !left.isEmpty {
        let again = try scene.run(words)
        #expect(again.status == 0, "\(again.errText)")
      }
      #expect(try scene.state("out") == expected)
    }
    Issue.record("it was killed each time")
  }
}
