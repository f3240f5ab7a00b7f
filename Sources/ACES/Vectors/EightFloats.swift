// What the kernels need of vectors beyond arithmetic. The generic members of the standard library that do
// the same are loops over elements; a kernel full of them grows past what the compiler inlines and then
// calls them as functions, eight elements through memory each time. These here are straight lines that
// become one instruction or two.

/// Yes or no for each of eight elements.
typealias EightMask = SIMDMask<SIMD8<Int32>>

extension SIMD8<Float> {
  /// The IEEE 754 bit patterns.
  @inline(always)
  var bits: SIMD8<Int32> {
    // Both are eight elements of 32 bits and every pattern is a value of both.
    unsafe unsafeBitCast(self, to: SIMD8<Int32>.self)
  }

  /// Floats from IEEE 754 bit patterns.
  @inline(always)
  init(bits: SIMD8<Int32>) {
    // Both are eight elements of 32 bits and every pattern is a value of both.
    self = unsafe unsafeBitCast(bits, to: SIMD8<Float>.self)
  }

  /// The absolute values.
  @inline(always)
  var magnitude: SIMD8<Float> { SIMD8<Float>(bits: bits & 0x7FFF_FFFF) }

  /// self · factor + term, rounded once.
  @inline(always)
  func multiplied(by factor: SIMD8<Float>, adding term: Float) -> SIMD8<Float> {
    SIMD8(repeating: term).addingProduct(self, factor)
  }

  /// self · factor + term, rounded once.
  @inline(always)
  func multiplied(by factor: Float, adding term: SIMD8<Float>) -> SIMD8<Float> {
    term.addingProduct(self, SIMD8(repeating: factor))
  }

  /// The elements held between two numbers, `low` for NaN.
  @inline(always)
  func limited(_ low: Float, _ high: Float) -> SIMD8<Float> {
    func limited(_ x: Float) -> Float {
      let raised = x > low ? x : low
      return raised < high ? raised : high
    }
    return SIMD8(
      limited(self[0]), limited(self[1]), limited(self[2]), limited(self[3]),
      limited(self[4]), limited(self[5]), limited(self[6]), limited(self[7])
    )
  }

  /// The elements of `other` where `mask` is set, those of self elsewhere.
  @inline(always)
  func replaced(by other: SIMD8<Float>, where mask: EightMask) -> SIMD8<Float> {
    SIMD8<Float>(bits: bits.replaced(by: other.bits, where: mask))
  }

  /// `other` where `mask` is set, the elements of self elsewhere.
  @inline(always)
  func replaced(by other: Float, where mask: EightMask) -> SIMD8<Float> {
    replaced(by: SIMD8(repeating: other), where: mask)
  }
}

extension SIMD8<Int32> {
  /// −1 where a mask is set, 0 elsewhere.
  @inline(always)
  init(_ mask: EightMask) {
    // A mask of eight stores eight Int32, all bits set or none.
    self = unsafe unsafeBitCast(mask, to: SIMD8<Int32>.self)
  }

  /// The elements of `other` where `mask` is set, those of self elsewhere.
  @inline(always)
  func replaced(by other: SIMD8<Int32>, where mask: EightMask) -> SIMD8<Int32> {
    // A mask of eight stores eight Int32, and its operators are those of the bits: whole-vector operations,
    // which the ones of SIMD8<Int32> are not.
    let (own, others) = unsafe (
      unsafeBitCast(self, to: EightMask.self), unsafeBitCast(other, to: EightMask.self)
    )
    return SIMD8<Int32>((others .& mask) .| (own .& .!mask))
  }
}

extension EightMask {
  /// Whether an element is set.
  @inline(always)
  var isAnySet: Bool {
    // Eight Int32 seen as four words.
    let words = unsafe unsafeBitCast(self, to: SIMD4<UInt64>.self)
    return (words.x | words.y | words.z | words.w) != 0
  }

  /// How many elements are set.
  var setCount: Int { -Int(SIMD8<Int32>(self).wrappedSum()) }
}

extension SIMD8<Float> {
  /// Halves as Floats, exact.
  @inline(always)
  init(widening v: SIMD8<Float16>) {
    self.init(
      Float(v[0]), Float(v[1]), Float(v[2]), Float(v[3]), Float(v[4]), Float(v[5]), Float(v[6]), Float(v[7])
    )
  }

  /// Doubles as Floats, to nearest even.
  @inline(always)
  init(rounding v: SIMD8<Double>) {
    self.init(
      Float(v[0]), Float(v[1]), Float(v[2]), Float(v[3]), Float(v[4]), Float(v[5]), Float(v[6]), Float(v[7])
    )
  }

  /// Whole numbers as Floats, exact below 2²⁴.
  @inline(always)
  init(whole v: SIMD8<Int32>) {
    self.init(
      Float(v[0]), Float(v[1]), Float(v[2]), Float(v[3]), Float(v[4]), Float(v[5]), Float(v[6]), Float(v[7])
    )
  }
}

extension SIMD8<Float16> {
  /// Floats as halves, to nearest even.
  @inline(always)
  init(rounding v: SIMD8<Float>) {
    self.init(
      Float16(v[0]), Float16(v[1]), Float16(v[2]), Float16(v[3]),
      Float16(v[4]), Float16(v[5]), Float16(v[6]), Float16(v[7])
    )
  }
}

extension SIMD8<Double> {
  /// Floats as Doubles, exact.
  @inline(always)
  init(widening v: SIMD8<Float>) {
    self.init(
      Double(v[0]), Double(v[1]), Double(v[2]), Double(v[3]),
      Double(v[4]), Double(v[5]), Double(v[6]), Double(v[7])
    )
  }
}

extension SIMD8<UInt16> {
  /// Numbers from 0 to 65535 in 16 bits.
  @inline(always)
  init(narrowing v: SIMD8<Int32>) {
    self.init(
      UInt16(truncatingIfNeeded: v[0]), UInt16(truncatingIfNeeded: v[1]),
      UInt16(truncatingIfNeeded: v[2]), UInt16(truncatingIfNeeded: v[3]),
      UInt16(truncatingIfNeeded: v[4]), UInt16(truncatingIfNeeded: v[5]),
      UInt16(truncatingIfNeeded: v[6]), UInt16(truncatingIfNeeded: v[7])
    )
  }
}
