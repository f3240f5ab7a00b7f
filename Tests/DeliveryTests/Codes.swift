import ACES
import DPX
import EXR

extension Frames {
  /// Writes DPX frames of 6 × 4 pixels, all codes zero, under these numbers.
  ///
  /// - Parameter description: What the image element says it holds.
  func codes(
    _ prefix: String, _ numbers: some Swift.Sequence<Int>, bitDepth: DPXBitDepth = .ten,
    packing: DPXPacking = .filledA, description: String = "ACESproxy"
  ) throws {
    let layout = try DPXLayout(width: 6, height: 4, bitDepth: bitDepth)
    var header = DPXHeader()
    header.element.description = DPXText(description)
    var file = [UInt8](repeating: 0, count: layout.byteCount)
    var bytes = file.mutableSpan
    layout.writeHeader(header, into: &bytes)
    // The packing, whose low byte is the last of two; all zeros are the same codes in each.
    file[805] = UInt8(packing.rawValue)
    for number in numbers { try write(file, to: "\(prefix)000\(number).dpx") }
  }
}
