import FrameSequence
import SystemPackage

/// Files that several sequences of a plan would write. All of these are refused: nobody can say whose they are.
struct Collisions {
  /// One for every group of sequences that meet, at the first file at which they do.
  let refusals: [Refusal]
  private let sequences: Set<Int>

  /// - Parameters:
  ///   - outputs: One entry a sequence: all that it would write.
  ///   - sources: The patterns of the sequences with their folders, in the same order.
  init(of outputs: [[Destination]], from sources: [FilePath]) {
    let names = outputs.map { $0.map { OutputName(folder: $0.folder, name: $0.name) } }
    var told: Set<[Int]> = []
    var refusals: [Refusal] = []
    for (output, owners) in OutputName.collisions(names) where told.insert(owners).inserted {
      let writers = owners.map { PathText.encode(sources[$0].bytes) }.joined(separator: " and ")
      refusals.append(
        Refusal(
          subject: PathText.encode(output.folder.appending(name: output.name).bytes),
          reason: .destination("it would be written by \(writers)")))
    }
    self.refusals = refusals
    sequences = Set(told.joined())
  }

  /// The sequences of a plan that meet no other.
  func survivors<Sequence>(of all: [Sequence]) -> [Sequence] {
    all.enumerated().filter { !sequences.contains($0.offset) }.map(\.element)
  }
}
