import Files

/// What a user says of layers whose name says something else, or nothing.
public struct LayerRules: Sendable, Hashable {
  /// Patterns of layers (or part names) that are colour, whatever their name says. `*`, `?` and `[a-f]` are as in
  /// a shell; capital letters are not small ones.
  public var colour: Set<String>
  /// Patterns of layers (or part names) that are data, whatever their name says.
  public var data: Set<String>
  /// What layers are that neither their name nor a pattern settles; nil where nobody says so.
  public var unknown: LayerClass?

  /// Rules as given; without any, names alone settle what a layer is.
  public init(colour: Set<String> = [], data: Set<String> = [], unknown: LayerClass? = nil) {
    self.colour = colour
    self.data = data
    self.unknown = unknown
  }

  /// What the user says of a layer that goes by these names; nil where nothing. A name in full goes before a
  /// pattern, and colour before data.
  func verdict(on names: [String]) -> LayerClass? {
    let colour = colour.map(Glob.init)
    let data = data.map(Glob.init)
    func isMet(_ globs: [Glob], literal: Bool) -> Bool {
      globs.contains { glob in glob.isLiteral == literal && names.contains { glob.matches($0) } }
    }
    for literal in [true, false] {
      if isMet(colour, literal: literal) { return .colour }
      if isMet(data, literal: literal) { return .data }
    }
    return nil
  }
}
