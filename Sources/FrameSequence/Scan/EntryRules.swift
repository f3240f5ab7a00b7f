import Files

/// What a scan decides by an entry's name alone.
struct EntryRules {
  private let extensions: [[UInt8]]

  /// - Parameter extensions: lower case, without dot.
  init(extensions: Set<String>) {
    self.extensions = extensions.map { Array(".\($0)".utf8) }
  }

  /// Whether the name ends in one of the extensions, in any case, with something before it.
  func hasExtension(_ name: [UInt8]) -> Bool {
    extensions.contains { name.count > $0.count && name.suffix($0.count).map(Byte.lowercased) == $0 }
  }

  /// Why a name is left out whatever it names, or `nil`.
  func droppingReason(_ name: [UInt8]) -> IgnoreReason? {
    if name.starts(with: "._".utf8) { return .appleDouble }
    if OwnNames.isTemporary(name) { return .temporary }
    let lowercased = name.map(Byte.lowercased)
    if [".ds_store", "thumbs.db", "desktop.ini"].contains(where: { lowercased.elementsEqual($0.utf8) }) {
      return .systemFile
    }
    return name.first == Byte.dot ? .hidden : nil
  }
}
