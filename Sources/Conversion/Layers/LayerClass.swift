import EXR

/// What red, green and blue of a layer are.
public enum LayerClass: String, Sendable, Hashable, Codable, CaseIterable {
  /// Light or colour: a conversion changes it.
  case colour
  /// Positions, normals, ids, mattes and the like: copied bit for bit.
  case data
  /// Nobody says which of the two it is.
  case unknown
}

extension LayerClass {
  /// Settles what a layer is: by the user's word, by a part's `colorInteropID` of `data`, by the words of its name,
  /// by those of the part's name, by a part's `colorInteropID` of a colour space, and at last by the user's word for
  /// all others. The values of samples are not looked at.
  ///
  /// - Parameter layer: The layer with its dots, `""` for the default layer.
  init(ofLayer layer: String, in part: Part, rules: LayerRules) {
    let names = [layer, part.name ?? ""].filter { !$0.isEmpty }
    if let verdict = rules.verdict(on: names) {
      self = verdict
    } else if part.colorInteropID == "data" {
      self = .data
    } else {
      self = LayerClass.named(layer: layer, part: part)
      if self == .unknown, part.namesColourSpace { self = .colour }
      if self == .unknown, let rest = rules.unknown { self = rest }
    }
  }

  /// What names alone say.
  private static func named(layer: String, part: Part) -> LayerClass {
    let inLayer = LayerName(layer, views: part.views)
    let inPart = LayerName(part.name ?? "", views: part.views)
    if inLayer.isDefault {
      // A first part that has a name of its own, such as that of the shot, is still the picture.
      let isPicture = inPart.isDefault || (part.index == 0 && inPart.kinds.isEmpty)
      return isPicture ? .colour : inPart.kind
    }
    switch inLayer.kind {
    case .data: return .data
    case .colour: return inPart.kinds.isSuperset(of: [.data]) ? .unknown : .colour
    case .unknown: return inLayer.kinds.isEmpty && inPart.kind == .data ? .data : .unknown
    }
  }
}

extension Part {
  /// The names of the file's views, such as `left` and `right`.
  fileprivate var views: Set<String> {
    var views: Set<String> = []
    if let view { views.insert(view.lowercased()) }
    if case .stringVector(let names)? = attribute(named: "multiView")?.value {
      views.formUnion(names.map { $0.lowercased() })
    }
    return views
  }

  /// Whether the part says itself that it is in a colour space.
  fileprivate var namesColourSpace: Bool {
    guard let id = colorInteropID else { return false }
    return !id.isEmpty && id != "unknown" && id != "data"
  }
}
