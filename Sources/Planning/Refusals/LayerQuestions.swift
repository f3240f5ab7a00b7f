import Conversion

extension [Refusal] {
  /// Makes one question of all those for layers: a name is asked about once, in however many sequences it is.
  mutating func joinLayerQuestions() {
    var layers: [UnknownLayer] = []
    var places: [String: Int] = [:]
    var subjects: [String] = []
    var first: Int?
    var joined: [Refusal] = []
    for refusal in self {
      guard case .colour(.unknownLayers(let asked)) = refusal.reason else {
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
    joined.insert(Refusal(subject: subject, reason: .colour(.unknownLayers(layers: layers))), at: first)
    self = joined
  }
}
