/// A DPX file put together byte by byte after SMPTE ST 268, of every form that writers in use choose.
struct PreviewSource {
  var width = 8
  var height = 3
  var bits = 10
  var littleEndian = false
  /// 0 packed, 1 filled method A, 2 filled method B.
  var packing = 1
  var description = ""
  var descriptor: UInt8 = 50
  var encoding = 0
  /// Bytes behind each line, beyond what its words need.
  var linePadding = 0
  /// Rows of 12-bit filled samples fill whole words of 32 bits; ours and OpenImageIO's do not.
  var padsLines = true
  var dataOffset = 2048
  /// Replaces header words, at their offsets.
  var words: [Int: UInt32] = [:]
  var code: @Sendable (_ x: Int, _ y: Int, _ channel: Int) -> UInt32 = { x, y, channel in
    UInt32(64 + 37 * x + 101 * y + 201 * channel)
  }

  var bytes: [UInt8] {
    var file = [UInt8](repeating: 0, count: dataOffset)
    let data = (0..<height).flatMap { row($0) + Array(repeating: 0xAA, count: linePadding) }
    func put(_ value: UInt32, _ at: Int, _ count: Int) {
      for index in 0..<count {
        let shift = UInt32(8 * (littleEndian ? index : count - 1 - index))
        file[at + index] = UInt8(truncatingIfNeeded: value >> shift)
      }
    }
    put(0x5344_5058, 0, 4)
    put(UInt32(dataOffset), 4, 4)
    file.replaceSubrange(8..<12, with: Array("V2.0".utf8))
    put(UInt32(dataOffset + data.count), 16, 4)
    for (at, value) in [(20, 1), (24, 1664), (28, 384), (32, 0), (660, UInt32.max)] { put(value, at, 4) }
    for (at, value) in [(768, 0), (770, 1), (804, packing), (806, encoding)] { put(UInt32(value), at, 2) }
    for (at, value) in [(772, width), (776, height), (780, 0), (808, dataOffset), (812, linePadding)] {
      put(UInt32(value), at, 4)
    }
    (file[800], file[801], file[802], file[803]) = (descriptor, 0, 0, UInt8(bits))
    file.replaceSubrange(820..<820 + description.utf8.count, with: Array(description.utf8))
    for at in [1628, 1632, 1712, 1716, 1724, 1728, 1920, 1924, 1940, 1948, 1952, 1964] { put(.max, at, 4) }
    for (at, value) in words { put(value, at, 4) }
    return file + data
  }

  private func row(_ y: Int) -> [UInt8] {
    let samples = (0..<width).flatMap { x in (0..<3).map { code(x, y, $0) } }
    func words(_ values: [UInt32], _ size: Int) -> [UInt8] {
      values.flatMap { value in
        (0..<size).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * (littleEndian ? $0 : size - 1 - $0))) }
      }
    }
    switch (bits, packing) {
    case (10, 1), (10, 2):
      let shift: UInt32 = packing == 1 ? 2 : 0
      return words(
        (0..<width).map { x in
          samples[3 * x] << (20 + shift) | samples[3 * x + 1] << (10 + shift) | samples[3 * x + 2] << shift
        }, 4)
    case (12, 1), (12, 2):
      let packed = words(samples.map { packing == 1 ? $0 << 4 : $0 }, 2)
      return packed + Array(repeating: 0, count: padsLines ? packed.count % 4 : 0)
    default:
      // The first sample in the lowest bits, samples over the ends of words; each line begins a new word.
      var packed: [UInt32] = []
      var (pending, count): (UInt64, Int) = (0, 0)
      for sample in samples {
        pending |= UInt64(sample) << UInt64(count)
        count += bits
        while count >= 32 {
          packed.append(UInt32(truncatingIfNeeded: pending))
          (pending, count) = (pending >> 32, count - 32)
        }
      }
      return words(count > 0 ? packed + [UInt32(truncatingIfNeeded: pending)] : packed, 4)
    }
  }
}
