import Files
import SystemPackage

/// Files that several sequences of a plan would write. All of these are refused: nobody can say whose they are.
package struct Collisions {
  /// One for every group of sequences that meet, at the first file at which they do.
  package let all: [Collision]
  private let sequences: Set<Int>

  /// - Parameters:
  ///   - outputs: One entry a sequence: all that it would write.
  ///   - sources: The patterns of the sequences with their folders, in the same order.
  package init(of outputs: [[OutputName]], from sources: [FilePath]) {
    var told: Set<[Int]> = []
    var all: [Collision] = []
    for (output, owners) in OutputName.collisions(outputs) where told.insert(owners).inserted {
      all.append(
        Collision(file: output.folder.appending(name: output.name), writers: owners.map { sources[$0] }))
    }
    self.all = all
    sequences = Set(told.joined())
  }

  /// The sequences of a plan that meet no other.
  package func survivors<Sequence>(of all: [Sequence]) -> [Sequence] {
    all.enumerated().filter { !sequences.contains($0.offset) }.map(\.element)
  }
}

/// A file that several sequences would write.
package struct Collision: Sendable, Hashable {
  package let file: FilePath
  /// The patterns of the sequences with their folders.
  let writers: [FilePath]

  /// What stands against it.
  package var objection: PlaceObjection { .collision(writers: writers.map { PathText.encode($0.bytes) }) }
}
