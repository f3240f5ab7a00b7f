extension SlateLayout {
  /// The head: show and the word "slate" in one line, under them the shot with its version, and the number.
  ///
  /// - Returns: Where the rest begins.
  mutating func addHead(in area: Area) -> Double {
    var top = addShow(in: area)
    top = addShot(in: Area(left: area.left, top: top, right: area.right, bottom: area.bottom))
    let rule = top.rounded()
    fill(Area(left: area.left, top: rule, right: area.right, bottom: rule + sheet.hairline), SlateTone.rule)
    return rule + sheet.hairline + 0.04 * sheet.unit
  }

  private mutating func addShow(in area: Area) -> Double {
    let show = content[.show].slateLine
    let numbered = !content[.frame].slateLine.isEmpty
    guard numbered || !show.isEmpty else { return area.top }
    let em = max(0.036 * sheet.unit, sheet.smallestEm)
    let baseline = (area.top + em * typefaces.capHeight(.regular)).rounded()
    var right = area.right
    if numbered {
      let word = label("Slate")
      right -= word.width * sheet.labelEm
      add(word, .regular, x: right, baseline: baseline, em: sheet.labelEm, SlateTone.secondary)
      right -= em
    }
    let fitted = typefaces.fit(show, .regular, em: em, into: max(0, right - area.left), smallest: 0.7)
    add(fitted.run, .regular, x: area.left, baseline: baseline, em: fitted.em, SlateTone.secondary)
    note(SlateField.show.rawValue, isWhole: fitted.isWhole)
    return baseline + 0.04 * sheet.unit
  }

  private mutating func addShot(in area: Area) -> Double {
    let shot = content[.shot].slateLine
    let version = content[.version].slateLine
    let frame = content[.frame].slateLine
    guard !(shot.isEmpty && version.isEmpty && frame.isEmpty) else { return area.top }
    let em = 0.12 * sheet.unit
    let gap = 0.3 * em
    var number = typefaces.fit(frame, .regular, em: em, into: 0.35 * area.width, smallest: 0.3)
    var suffix = typefaces.fit(version, .regular, em: 0.6 * em, into: 0.3 * area.width, smallest: 0.5)
    let taken = number.run.width * number.em + suffix.run.width * suffix.em + 2 * gap
    var name = typefaces.fit(shot, .bold, em: em, into: max(0, area.width - taken), smallest: 0.6)
    var baseline = area.top
    var suffixLeft = area.left
    if name.run.width == typefaces.shape(shot, .bold).width {
      baseline = (baseline + name.em * typefaces.capHeight(.bold)).rounded()
      add(name.run, .bold, x: area.left, baseline: baseline, em: name.em, SlateTone.primary)
      if !shot.isEmpty { suffixLeft += name.run.width * name.em + gap }
    } else {
      // The name is what the slate is for: rather than shortened, it gets a line of its own.
      name = typefaces.fit(shot, .bold, em: em, into: area.width, smallest: 0.3)
      baseline = (baseline + name.em * typefaces.capHeight(.bold)).rounded()
      add(name.run, .bold, x: area.left, baseline: baseline, em: name.em, SlateTone.primary)
      baseline = (baseline + max(name.em, 0.6 * em) * 1.1).rounded()
    }
    note(SlateField.shot.rawValue, isWhole: name.isWhole)
    note(SlateField.version.rawValue, isWhole: suffix.isWhole)
    note(SlateField.frame.rawValue, isWhole: number.isWhole)
    // Where the name had to shrink, what stands beside it is not to be larger.
    number.em = min(number.em, name.em)
    suffix.em = min(suffix.em, 0.6 * name.em)
    add(suffix.run, .regular, x: suffixLeft, baseline: baseline, em: suffix.em, SlateTone.secondary)
    let numberLeft = area.right - number.run.width * number.em
    add(number.run, .regular, x: numberLeft, baseline: baseline, em: number.em, SlateTone.primary)
    return baseline + 0.06 * sheet.unit
  }

  /// A sheet that is too small for more: the shot over the slate's number, as large as they fit.
  mutating func addTitle() {
    let largest = min(0.42 * sheet.height, 0.3 * sheet.width)
    // The smallest text that is drawn at all is half of what can be read; see `add`.
    let smallest = min(largest, 0.75 * sheet.smallestEm)
    var lines: [(run: TextRun, em: Double, weight: Weight)] = []
    for (field, weight) in [(SlateField.shot, Weight.bold), (.frame, .regular)] {
      let text = content[field].slateLine
      guard !text.isEmpty else { continue }
      // The number is not to outshine the name.
      let em = min(largest, 1.4 * (lines.last?.em ?? largest))
      let line = typefaces.fit(text, weight, em: em, into: 0.9 * sheet.width, smallest: min(1, smallest / em))
      lines.append((line.run, line.em, weight))
      note(field.rawValue, isWhole: line.isWhole && line.em >= 0.5 * sheet.smallestEm)
    }
    let titles = [SlateField.shot.rawValue, SlateField.frame.rawValue]
    for (label, _) in content.texts where !titles.contains(label) { note(label, isWhole: false) }
    let gap = 0.4 * (lines.map(\.em).max() ?? 0)
    let height = lines.reduce(-gap) { $0 + $1.em * typefaces.capHeight($1.weight) + gap }
    var baseline = (sheet.height - height) / 2
    for line in lines {
      baseline += line.em * typefaces.capHeight(line.weight)
      let left = (sheet.width - line.run.width * line.em) / 2
      add(line.run, line.weight, x: left, baseline: baseline.rounded(), em: line.em, SlateTone.primary)
      baseline += gap
    }
  }
}
