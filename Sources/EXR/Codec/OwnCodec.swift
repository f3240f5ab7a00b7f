import PIZ

/// The planes of a chunk as the module `PIZ` wants them; the list keeps its memory from chunk to chunk.
@safe struct PIZPlaneList {
  private var planes: [PIZPlane] = unsafe []

  /// Lends the planes for the length of `body`.
  mutating func with<Result, Failure: Error>(
    _ source: [Plane], _ body: (UnsafeBufferPointer<PIZPlane>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe planes.removeAll(keepingCapacity: true)
    for index in unsafe source.indices {
      let plane = unsafe source[index]
      // The caller's promise for the plane holds for the same memory under another name.
      unsafe planes.append(
        PIZPlane(
          base: plane.base, width: plane.width, height: plane.height, wordsPerSample: plane.type.byteCount / 2
        ))
    }
    return unsafe try planes.withUnsafeBufferPointer { list throws(Failure) in unsafe try body(list) }
  }
}

extension EXRError {
  /// What the kernels found, in words.
  init(_ error: PIZError) {
    let reason =
      switch error {
      case .truncated(.valueBitmap): "the packed bytes end inside the list of used values"
      case .truncated(.huffmanHeader): "the packed bytes end before the Huffman block"
      case .truncated(.codeTable): "the packed bytes end inside the Huffman table"
      case .truncated(.bitStream): "the packed bytes end inside the Huffman block"
      case .valueRange(let first, let last): "the used values \(first) to \(last) are not a range"
      case .symbolRange(let first, let last): "the Huffman symbols \(first) to \(last) are not a range"
      case .codeTable: "the Huffman table describes no code"
      case .invalidCode(let bit): "bit \(bit) of the Huffman block begins no code"
      case .emptyRun(let bit): "bit \(bit) of the Huffman block repeats nothing"
      case .wordCount(let expected): "the Huffman block does not make \(expected) words"
      }
    self.init(.decodeChunk, .damaged, "PIZ: \(reason)")
  }
}
