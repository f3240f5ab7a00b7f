import EXR

/// Red, green and blue of one layer of a part, as indices into the part's channels.
package struct ColourTriple: Sendable, Hashable {
  /// The layer with its dots, `""` for the default layer.
  package let layer: String
  /// What a user calls it: the layer, or for the default layer the part's name, which may be `""`.
  package let name: String
  package let red: Int
  let green: Int
  let blue: Int
  /// The layer's own alpha, if it has one. Never converted; a log encoding looks at it to warn.
  let alpha: Int?

  /// The three indices in the order of the matrix.
  package var indices: [Int] { [red, green, blue] }
}

/// Which channels of one part carry colour, and which are copied bit for bit.
///
/// Only layers that have R, G and B (or red, green, blue, in any case) can be colour. ``LayerClass`` settles which of
/// them are. One of which nobody says what it is is copied here; ``FrameRecipe`` refuses where that would be a guess.
package struct ChannelClasses: Sendable, Hashable {
  package let triples: [ColourTriple]
  /// Indices of all other channels.
  let copied: [Int]
  /// Red, green and blue of layers that are data; listed so that a user can object.
  package let data: [ColourTriple]
  /// Red, green and blue of layers that may be either.
  package let unknown: [ColourTriple]

  package init(of part: Part, rules: LayerRules = LayerRules()) {
    var layers: [String: [Component: Int]] = [:]
    for (index, channel) in part.channels.enumerated() {
      let (layer, component) = ChannelClasses.split(channel.name)
      // `R` wins over `red` where a layer has both spellings.
      if let component, layers[layer]?[component] == nil || component.isExact(channel.name) {
        layers[layer, default: [:]][component] = index
      }
    }
    var triples: [LayerClass: [ColourTriple]] = [:]
    for (layer, found) in layers.sorted(by: { $0.key < $1.key }) {
      guard let red = found[.red], let green = found[.green], let blue = found[.blue] else { continue }
      let name = layer.isEmpty ? part.name ?? "" : layer
      triples[LayerClass(ofLayer: layer, in: part, rules: rules), default: []].append(
        ColourTriple(layer: layer, name: name, red: red, green: green, blue: blue, alpha: found[.alpha]))
    }
    self.triples = triples[.colour] ?? []
    data = triples[.data] ?? []
    unknown = triples[.unknown] ?? []
    let colour = Set(self.triples.flatMap(\.indices))
    copied = part.channels.indices.filter { !colour.contains($0) }
  }

  private enum Component: Hashable {
    case red, green, blue, alpha

    init?(_ name: Substring) {
      switch name.lowercased() {
      case "r", "red": self = .red
      case "g", "green": self = .green
      case "b", "blue": self = .blue
      case "a", "alpha": self = .alpha
      default: return nil
      }
    }

    func isExact(_ channel: String) -> Bool {
      let letter =
        switch self {
        case .red: "R"
        case .green: "G"
        case .blue: "B"
        case .alpha: "A"
        }
      return channel == letter || channel.hasSuffix("." + letter)
    }
  }

  private static func split(_ name: String) -> (layer: String, component: Component?) {
    guard let dot = name.lastIndex(of: ".") else { return ("", Component(name[...])) }
    return (String(name[..<dot]), Component(name[name.index(after: dot)...]))
  }
}
