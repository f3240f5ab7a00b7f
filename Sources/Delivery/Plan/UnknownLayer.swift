import Files
import FrameSequence

/// A layer with red, green and blue of which nobody says whether it is colour or data.
public struct UnknownLayer: Sendable, Codable, Hashable {
  /// The layer, or the part whose default layer it is.
  public let name: String
  /// The sequences that have it, in the order in which they were found.
  public internal(set) var sequences: [String] = []

  /// The name as messages print it, with the places where they are known.
  var words: String {
    let name = PathText.encode(Array(name.utf8))
    guard let first = sequences.first else { return name }
    return sequences.count == 1
      ? "\(name) (in \(first))" : "\(name) (in \(sequences.count) sequences, first in \(first))"
  }
}

extension [Refusal] {
  /// Makes one question of all those for layers: a name is asked about once, in however many sequences it is.
  mutating func joinLayerQuestions() {
    var layers: [UnknownLayer] = []
    var places: [String: Int] = [:]
    var subjects: [String] = []
    var first: Int?
    var joined: [Refusal] = []
    for refusal in self {
      guard case .unknownLayers(let asked) = refusal.reason else {
        joined.append(refusal)
        continue
      }
      first = first ?? joined.count
      if !subjects.contains(refusal.subject) { subjects.append(refusal.subject) }
      for layer in asked {
        let place = places[layer.name] ?? layers.count
        if place == layers.count {
          places[layer.name] = place
          layers.append(UnknownLayer(name: layer.name))
        }
        if layers[place].sequences.last != refusal.subject { layers[place].sequences.append(refusal.subject) }
      }
    }
    guard let first else { return }
    let subject = subjects.count == 1 ? subjects[0] : "\(subjects.count) sequences"
    joined.insert(Refusal(subject: subject, reason: .unknownLayers(layers)), at: first)
    self = joined
  }
}
