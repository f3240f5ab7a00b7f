import Files

/// A layer with red, green and blue of which nobody says whether it is colour or data.
public struct UnknownLayer: Sendable, Codable, Hashable {
  /// The layer, or the part whose default layer it is.
  public let name: String
  /// The sequences that have it, in the order in which they were found.
  public package(set) var sequences: [String]

  package init(name: String, sequences: [String] = []) {
    self.name = name
    self.sequences = sequences
  }

  /// The name as messages print it, with the places where they are known.
  var words: String {
    let name = PathText.encode(Array(name.utf8))
    guard let first = sequences.first else { return name }
    return sequences.count == 1
      ? "\(name) (in \(first))" : "\(name) (in \(sequences.count) sequences, first in \(first))"
  }
}
