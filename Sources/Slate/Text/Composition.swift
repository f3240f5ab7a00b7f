/// Precomposed letters.
///
/// The standard library compares characters by canonical equivalence, but does not say which single scalar a
/// decomposed one equals. A table of the letters that fonts have answers that.
enum Composition {
  /// The scalar that is canonically equivalent to the whole of `character`, for Latin, Greek and Cyrillic.
  static func scalar(of character: Character) -> Unicode.Scalar? {
    letters[character]
  }

  private static let letters: [Character: Unicode.Scalar] = {
    let blocks: [ClosedRange<UInt32>] = [0x00C0...0x024F, 0x0370...0x052F, 0x1E00...0x1FFF]
    let scalars = blocks.joined().compactMap(Unicode.Scalar.init)
    return Dictionary(scalars.map { (Character($0), $0) }, uniquingKeysWith: { first, _ in first })
  }()
}
