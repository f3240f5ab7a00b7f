import EXR

/// The layers with red, green and blue, by what they are. The default layer goes by its part's name, or is `RGB`.
public struct LayerSummary: Sendable, Codable, Hashable {
  /// Layers that hold colour.
  public var colour: [String] = []
  /// Layers that hold data, such as normals or depth.
  public var data: [String] = []
  /// Layers that neither their name nor a rule settles.
  public var unknown: [String] = []

  /// How many there are.
  public var count: Int { colour.count + data.count + unknown.count }

  package init() {}

  /// - Parameter prefix: What stands before each name but that of a default layer.
  package init(_ classes: ChannelClasses, prefix: String = "") {
    func names(_ triples: [ColourTriple]) -> [String] {
      triples.map { $0.layer.isEmpty ? ($0.name.isEmpty ? "RGB" : $0.name) : prefix + $0.layer }
    }
    colour = names(classes.triples)
    data = names(classes.data)
    unknown = names(classes.unknown)
  }

  package mutating func add(_ other: LayerSummary) {
    colour += other.colour
    data += other.data
    unknown += other.unknown
  }
}
