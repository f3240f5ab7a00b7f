import EXR

/// Red, green and blue of one layer of a part, as indices into the part's channels.
public struct ColourTriple: Sendable, Hashable {
  /// The layer with its dots, `""` for the default layer.
  public let layer: String
  public let red: Int
  public let green: Int
  public let blue: Int
  /// The layer's own alpha, if it has one. Never converted; a log encoding looks at it to warn.
  public let alpha: Int?

  /// The three indices in the order of the matrix.
  public var indices: [Int] { [red, green, blue] }
}

/// The exceptions a user names to the rule that tells colour from data.
public struct LayerRules: Sendable, Hashable {
  /// Layers (or part names) that are converted although their name says data.
  public var colour: Set<String>
  /// Layers (or part names) that are copied although they hold red, green and blue.
  public var data: Set<String>

  public init(colour: Set<String> = [], data: Set<String> = []) {
    self.colour = colour
    self.data = data
  }
}

/// Which channels of one part carry colour, and which are copied bit for bit.
///
/// Colour is R, G, B (or red, green, blue, in any case) of the default layer and of every layer that has
/// all three, unless the name of the layer or of the part is known data (normals, positions, depth, motion,
/// mattes, ids, Cryptomatte …) or the part's `colorInteropID` says `data`.
public struct ChannelClasses: Sendable, Hashable {
  public let triples: [ColourTriple]
  /// Indices of all other channels.
  public let copied: [Int]
  /// Layers with red, green and blue that their name makes data; listed so that a user can object.
  public let dataLayers: [String]

  public init(of part: Part, rules: LayerRules = LayerRules()) {
    var layers: [String: [Component: Int]] = [:]
    for (index, channel) in part.channels.enumerated() {
      let (layer, component) = ChannelClasses.split(channel.name)
      // `R` wins over `red` where a layer has both spellings.
      if let component, layers[layer]?[component] == nil || component.isExact(channel.name) {
        layers[layer, default: [:]][component] = index
      }
    }
    var triples: [ColourTriple] = []
    var dataLayers: [String] = []
    for (layer, found) in layers.sorted(by: { $0.key < $1.key }) {
      guard let red = found[.red], let green = found[.green], let blue = found[.blue] else { continue }
      if ChannelClasses.isData(layer: layer, part: part, rules: rules) {
        dataLayers.append(layer.isEmpty ? part.name ?? "" : layer)
      } else {
        triples.append(
          ColourTriple(layer: layer, red: red, green: green, blue: blue, alpha: found[.alpha]))
      }
    }
    let colour = Set(triples.flatMap(\.indices))
    self.triples = triples
    self.copied = part.channels.indices.filter { !colour.contains($0) }
    self.dataLayers = dataLayers
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

  private static func isData(layer: String, part: Part, rules: LayerRules) -> Bool {
    let names = [layer, part.name ?? ""].filter { !$0.isEmpty }
    if names.contains(where: rules.colour.contains) { return false }
    if names.contains(where: rules.data.contains) { return true }
    return part.colorInteropID == "data" || names.contains(where: DataNames.matches)
  }
}

/// Names that say a layer or part holds data, not colour.
///
/// Long words count wherever a word of the name starts with them (`camera_normals`, `motionVectors`); the
/// short ones only as a whole dotted component, because `beauty_p` may well be colour.
enum DataNames {
  private static let prefixes = [
    "crypto", "normal", "position", "depth", "motion", "velocity", "matte", "mask", "disparity", "uvw",
  ]
  private static let components: Set<String> = [
    "n", "p", "z", "zback", "id", "ids", "uv", "uvs", "st", "mv", "pref", "nn", "pworld", "nworld", "ndotl",
  ]
  private static let lastWords: Set<String> = ["id", "ids", "uv", "uvs"]

  static func matches(_ name: String) -> Bool {
    name.split(separator: ".").contains { component in
      if components.contains(component.lowercased()) { return true }
      let words = words(of: component)
      if words.count > 1, let last = words.last, lastWords.contains(last) { return true }
      return words.contains { word in prefixes.contains { word.hasPrefix($0) } }
    }
  }

  /// `worldPosition_01` gives `world`, `position`, `01`.
  private static func words(of name: Substring) -> [String] {
    var words: [String] = []
    var wasLower = false
    for character in name {
      guard character.isLetter || character.isNumber else {
        words.append("")
        wasLower = false
        continue
      }
      if words.isEmpty || (character.isUppercase && wasLower) { words.append("") }
      words[words.count - 1] += character.lowercased()
      wasLower = character.isLowercase
    }
    return words.filter { !$0.isEmpty }
  }
}
