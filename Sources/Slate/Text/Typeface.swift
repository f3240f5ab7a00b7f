import CText

/// One open font file.
@safe struct Typeface: ~Copyable {
  /// The file it came from.
  let path: String
  /// The height of a capital letter, in ems.
  let capHeight: Double
  private let face: OpaquePointer

  /// Opens the first face of a font file.
  ///
  /// - Throws: `SlateError.badFont`.
  init(path: String) throws(SlateError) {
    var opened: OpaquePointer?
    // The path lives through the call, and `opened` is a place for the handle.
    let status = unsafe ctext_open(path, &opened)
    guard status == CTEXT_OK, let face = unsafe opened else {
      throw .badFont(path: path, reason: Self.fault(status))
    }
    self.path = path
    // The handle was opened above and is closed by `deinit` only.
    unsafe self.face = face
    self.capHeight = unsafe ctext_cap_height(face)
  }

  deinit {
    // This is the handle's only owner.
    unsafe ctext_close(face)
  }

  /// The glyph of a Unicode scalar, `nil` where the font has none.
  func glyph(for scalar: Unicode.Scalar) -> UInt32? {
    // The handle is open as long as `self` lives.
    let glyph = unsafe ctext_glyph(face, scalar.value)
    return glyph == Self.missing ? nil : glyph
  }

  /// The box that stands for a character which the font lacks; every font has it.
  static let missing: UInt32 = 0

  /// The distance from a glyph's origin to the next glyph's, in ems.
  func advance(of glyph: UInt32) -> Double {
    // The handle is open as long as `self` lives; any glyph number is allowed.
    unsafe ctext_advance(face, glyph)
  }

  /// What is added to the advance between two neighbours, in ems.
  func kerning(_ left: UInt32, _ right: UInt32) -> Double {
    // The handle is open as long as `self` lives; any glyph number is allowed.
    unsafe ctext_kerning(face, left, right)
  }

  /// Renders one glyph and hands its coverage to `body`, unless it has no ink.
  ///
  /// - Parameters:
  ///   - glyph: Its number in the font.
  ///   - em: Pixels of an em, 1 to 16384 in each direction; the two differ for pixels that are not square.
  ///   - shift: The part of a pixel, 0 to 1, by which the pen stands right of a pixel's edge.
  ///   - body: Gets `height` rows of `pitch` bytes, of which `width` count, and the distance of the first
  ///     row's left corner from the pen: `left` pixels to the right, `top` pixels up.
  /// - Throws: `SlateError.badFont`.
  func render(
    _ glyph: UInt32, em: (x: Double, y: Double), shift: Double, _ body: (GlyphBox, Span<UInt8>) -> Void
  ) throws(SlateError) {
    // All zeros: no coverage, which is what the call leaves behind for a glyph without ink.
    var bitmap = unsafe ctext_bitmap()
    // The handle is open as long as `self` lives, and the bitmap is not used after the next call.
    let status = unsafe ctext_render(face, glyph, em.x, em.y, shift, &bitmap)
    guard status == CTEXT_OK else { throw .badFont(path: path, reason: Self.fault(status)) }
    guard let coverage = unsafe bitmap.coverage else { return }
    // Plain numbers are copied out of it.
    let box = unsafe GlyphBox(
      width: Int(bitmap.width), height: Int(bitmap.height), pitch: Int(bitmap.pitch), left: Int(bitmap.left),
      top: Int(bitmap.top))
    // The renderer promises `height` rows of `pitch` bytes, valid until the next call with this handle.
    body(box, unsafe Span(_unsafeStart: coverage, count: box.height * box.pitch))
  }

  private static func fault(_ status: ctext_status) -> SlateError.FontFault {
    switch status {
    case CTEXT_CANNOT_OPEN: .unreadable
    case CTEXT_NO_MEMORY: .outOfMemory
    case CTEXT_NO_GLYPH: .damagedGlyph
    default: .notAFont
    }
  }
}

/// Size and place of a rendered glyph, in pixels; see `Typeface.render`.
struct GlyphBox {
  var width: Int
  var height: Int
  var pitch: Int
  var left: Int
  var top: Int
}
