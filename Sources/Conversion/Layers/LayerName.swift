/// The name of a layer or part, and what its words say.
///
/// Dots separate components. Inside one, words break at case (`worldPos`), digits (`crypto00`), underscores and
/// other signs, and nowhere else: there is no `id` in `fluid`.
package struct LayerName {
  /// Colour, data, both or, where no word says anything, neither.
  let kinds: Set<LayerClass>
  /// Whether nothing but views is named: the default layer.
  let isDefault: Bool

  /// - Parameter views: The names of the file's own views, in small letters.
  init(_ name: String, views: Set<String>) {
    let components = name.split(separator: ".").filter { component in
      let word = component.lowercased()
      return !views.contains(word) && !LayerWords.views.contains(word)
    }
    isDefault = components.isEmpty
    var kinds: Set<LayerClass> = []
    var hasForm = false
    for component in components {
      var words = LayerName.words(of: component).filter { !($0.first?.isNumber ?? true) }[...]
      if let only = words.first, words.count == 1, only == LayerWords.mantraBeauty { kinds.insert(.colour) }
      while !words.isEmpty {
        if let (count, kind) = LayerWords.compound(at: words) {
          if let kind { kinds.insert(kind) }
          words = words.dropFirst(count)
        } else if let word = words.popFirst() {
          if let kind = LayerWords.kind(of: word) { kinds.insert(kind) }
          hasForm = hasForm || LayerWords.forms.contains(word)
        }
      }
    }
    if kinds.isEmpty, hasForm { kinds = [.colour] }
    // The Cryptomatte specification gives this word to its layers, whatever else they are called.
    if components.contains(where: { LayerName.words(of: $0).contains { $0.hasPrefix("crypto") } }) {
      kinds = [.data]
    }
    self.kinds = kinds
  }

  /// What the name says in all; words of both kinds say nothing.
  var kind: LayerClass {
    kinds.count == 1 ? kinds.first ?? .unknown : .unknown
  }

  /// `worldPosition_01` gives `world`, `position`, `01`; `STMap` gives `st`, `map`; `UVs` is one word.
  static func words(of name: Substring) -> [String] {
    let characters = Array(name)
    var words: [String] = []
    var before: Character?
    for (index, character) in characters.enumerated() {
      guard character.isLetter || character.isNumber else {
        before = nil
        continue
      }
      if before.map({ breaks(between: $0, and: character, at: index, of: characters) }) ?? true {
        words.append("")
      }
      words[words.count - 1] += character.lowercased()
      before = character
    }
    return words
  }

  /// Whether a word begins at a letter or digit that stands behind another.
  private static func breaks(
    between before: Character, and character: Character, at index: Int, of characters: [Character]
  ) -> Bool {
    if before.isNumber != character.isNumber { return true }
    guard character.isUppercase else { return false }
    if !before.isUppercase { return true }
    // The last capital of a row begins a word where small letters follow it, but for the `s` of a plural.
    let following = characters[(index + 1)...].prefix(while: \.isLowercase)
    return !following.isEmpty && String(following) != "s"
  }
}
