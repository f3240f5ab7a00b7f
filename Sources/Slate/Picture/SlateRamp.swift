extension SlateLayout {
  /// The stops of the grey ramp around 18 % grey.
  static let stops = -5...3

  /// The scene-linear value of a stop of the ramp.
  static func grey(stop: Int) -> Float {
    SlateTone.grey * Float(sign: .plus, exponent: stop, significand: 1)
  }

  /// The grey ramp along the bottom: one patch a stop, each of one value to its edges, with the stop under
  /// it.
  ///
  /// - Returns: Where the rest ends.
  mutating func addRamp(in area: Area) -> Double {
    let height = (0.075 * sheet.unit).rounded()
    let em = max(0.022 * sheet.unit, sheet.smallestEm)
    let baseline = area.bottom.rounded()
    let bottom = (baseline - em * typefaces.capHeight(.regular) - 0.02 * sheet.unit).rounded()
    let top = bottom - height
    // Two stops are close to the background: a border shows where they are.
    let border = sheet.hairline
    fill(
      Area(
        left: area.left - border, top: top - border, right: area.right + border, bottom: bottom + border),
      SlateTone.rule)
    let width = area.width / Double(Self.stops.count)
    for (index, stop) in Self.stops.enumerated() {
      let left = area.left + width * Double(index)
      fill(Area(left: left, top: top, right: left + width, bottom: bottom), Self.grey(stop: stop))
      let text = stop == 0 ? "18 %" : stop < 0 ? "−\(-stop)" : "+\(stop)"
      let run = typefaces.shape(text, .regular)
      add(
        run, .regular, x: left + (width - run.width * em) / 2, baseline: baseline, em: em,
        SlateTone.secondary)
    }
    return top - 0.05 * sheet.unit
  }
}
