/// Where the lines of an image element lie in a file.
struct LineLayout: Equatable {
  /// Bytes that hold a line's datums, the last of them perhaps in part.
  let lineBytes: Int
  /// Bytes from the start of a line to the start of the next.
  let stride: Int
  /// The lines lack the filling to a 32-bit word.
  let isUnfilled: Bool
  /// The end-of-line padding that was asked for is not there.
  let ignoresPadding: Bool

  /// Finds the stride by which an element's lines lie in a file.
  ///
  /// The standard leaves one answer, lines filled to 32 bits and then the stated padding, but there are
  /// writers that do not fill, that count the filling as padding, and that state padding which is not
  /// there. So those four answers are weighed in this order:
  ///
  /// 1. the one whose lines end where the file does, exactly or but for the end-of-image padding;
  /// 2. the one whose lines end so where the header says that the file does; lines missing then is an error;
  /// 3. the first for which the file is long enough, the standard's before the others.
  ///
  /// Thus a file of ours, unfilled and exact, is read right even with something appended to it, and a cut
  /// off file with filled lines is not taken for a whole one without. Only where the stated size is wrong as
  /// well does the length alone decide, as in FFmpeg. The padding may be absent behind the last line.
  ///
  /// - Parameters:
  ///   - available: Bytes from the start of the data to the end of the file.
  ///   - stated: Bytes from the start of the data to where the file ends according to its header.
  /// - Throws: `pixelsTruncated` where lines are missing.
  init(
    width: Int, height: Int, bitDepth: DPXBitDepth, packing: DPXPacking,
    linePadding: Int, imagePadding: Int, available: Int, stated: Int?
  ) throws(DPXError) {
    let exact: Int
    switch packing {
    case .packed: exact = (3 * width * Int(bitDepth.rawValue) + 31) / 32 * 4
    case .filledA, .filledB: exact = width * bitDepth.filledPixelBytes
    }
    let filled = (exact + 3) / 4 * 4

    var answers = [filled + linePadding, exact + linePadding, filled, exact]
    answers = answers.enumerated().filter { !answers[..<$0.offset].contains($0.element) }.map(\.element)

    let ends = [available, available - imagePadding] + (stated.map { [$0, $0 - imagePadding] } ?? [])
    let matching = ends.lazy.compactMap { end in
      answers.first { stride in end > 0 && end.isMultiple(of: stride) && end / stride == height }
    }.first
    func fits(_ stride: Int) -> Bool {
      let omissible = stride == filled + linePadding || stride == exact + linePadding ? linePadding : 0
      return height <= (available + omissible) / stride
    }
    let candidates = matching.map { [$0] } ?? answers
    guard let stride = candidates.first(where: fits) else {
      let (needed, overflow) = candidates[candidates.count - 1].multipliedReportingOverflow(by: height)
      throw .pixelsTruncated(needed: overflow ? .max : needed, available: available)
    }
    self.lineBytes = exact
    self.stride = stride
    isUnfilled = stride != filled && stride != filled + linePadding
    ignoresPadding = stride < exact + linePadding
  }
}
