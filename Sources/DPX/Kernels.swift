// The loops over pixels. They are written a pixel at a time, because the compiler turns them into vectors
// of 8 or 16 pixels with one shuffle for the byte order: 1.4 ms (10 bits) and 2.4 ms (12 bits) a UHD frame
// with the planes in cache, less than it takes to fetch them from memory.

/// Packs codes into one big-endian word a pixel, method A.
///
/// Each plane has `count` codes, `target` 4 · `count` bytes, at any address.
func packFilled10(
  _ red: UnsafePointer<UInt16>, _ green: UnsafePointer<UInt16>, _ blue: UnsafePointer<UInt16>,
  _ count: Int, into target: UnsafeMutableRawPointer
) {
  for i in 0..<count {
    // Safe: i is below the count that the caller vouches for.
    let (r, g, b) = unsafe (UInt32(red[i]), UInt32(green[i]), UInt32(blue[i]))
    let word = r &<< 22 | (g & 0x3FF) &<< 12 | (b & 0x3FF) &<< 2
    // Safe: as above, four bytes a pixel.
    unsafe target.storeBytes(of: word.bigEndian, toByteOffset: 4 &* i, as: UInt32.self)
  }
}

/// Packs codes into three big-endian words a pixel, method A.
///
/// Each plane has `count` codes, `target` 6 · `count` bytes, at any address.
func packFilled12(
  _ red: UnsafePointer<UInt16>, _ green: UnsafePointer<UInt16>, _ blue: UnsafePointer<UInt16>,
  _ count: Int, into target: UnsafeMutableRawPointer
) {
  for i in 0..<count {
    // Safe: i is below the count that the caller vouches for.
    let (r, g, b) = unsafe (red[i] &<< 4, green[i] &<< 4, blue[i] &<< 4)
    // Safe: as above, six bytes a pixel.
    unsafe target.storeBytes(of: r.bigEndian, toByteOffset: 6 &* i, as: UInt16.self)
    unsafe target.storeBytes(of: g.bigEndian, toByteOffset: 6 &* i &+ 2, as: UInt16.self)
    unsafe target.storeBytes(of: b.bigEndian, toByteOffset: 6 &* i &+ 4, as: UInt16.self)
  }
}

/// Unpacks one word a pixel.
///
/// `source` has 4 · `count` bytes at any address, each plane room for `count` codes. `shift` is 2 for
/// method A, 0 for method B; `swapped` tells that the words are in the other byte order than the machine's.
func unpackFilled10(
  _ source: UnsafeRawPointer, shift: UInt32, swapped: Bool, _ count: Int,
  _ red: UnsafeMutablePointer<UInt16>, _ green: UnsafeMutablePointer<UInt16>,
  _ blue: UnsafeMutablePointer<UInt16>
) {
  for i in 0..<count {
    // Safe: i is below the count that the caller vouches for.
    var word = unsafe source.loadUnaligned(fromByteOffset: 4 &* i, as: UInt32.self)
    if swapped { word = word.byteSwapped }
    word = word &>> shift
    // Safe: as above.
    unsafe red[i] = UInt16(truncatingIfNeeded: word &>> 20) & 0x3FF
    unsafe green[i] = UInt16(truncatingIfNeeded: word &>> 10) & 0x3FF
    unsafe blue[i] = UInt16(truncatingIfNeeded: word) & 0x3FF
  }
}

/// Unpacks three words a pixel.
///
/// `source` has 6 · `count` bytes at any address, each plane room for `count` codes. `shift` is 4 for
/// method A, 0 for method B; `swapped` tells that the words are in the other byte order than the machine's.
func unpackFilled12(
  _ source: UnsafeRawPointer, shift: UInt16, swapped: Bool, _ count: Int,
  _ red: UnsafeMutablePointer<UInt16>, _ green: UnsafeMutablePointer<UInt16>,
  _ blue: UnsafeMutablePointer<UInt16>
) {
  for i in 0..<count {
    // Safe: i is below the count that the caller vouches for.
    var r = unsafe source.loadUnaligned(fromByteOffset: 6 &* i, as: UInt16.self)
    var g = unsafe source.loadUnaligned(fromByteOffset: 6 &* i &+ 2, as: UInt16.self)
    var b = unsafe source.loadUnaligned(fromByteOffset: 6 &* i &+ 4, as: UInt16.self)
    if swapped { (r, g, b) = (r.byteSwapped, g.byteSwapped, b.byteSwapped) }
    // Safe: as above.
    unsafe red[i] = r &>> shift & 0xFFF
    unsafe green[i] = g &>> shift & 0xFFF
    unsafe blue[i] = b &>> shift & 0xFFF
  }
}

/// Unpacks one row of datums that straddle words.
///
/// `source` has the row's words, ⌈3 · `count` · `bits` / 32⌉ of them at any address, each plane room for
/// `count` codes; `swapped` as above.
func unpackPacked(
  _ source: UnsafeRawPointer, bits: UInt64, swapped: Bool, _ count: Int,
  _ red: UnsafeMutablePointer<UInt16>, _ green: UnsafeMutablePointer<UInt16>,
  _ blue: UnsafeMutablePointer<UInt16>
) {
  let mask = (1 as UInt64) &<< bits &- 1
  var window: UInt64 = 0
  var held: UInt64 = 0
  var offset = 0
  for i in 0..<count {
    // Of 10-bit datums less than 30 bits are held here; of 12-bit ones, as pixels are 36 bits and words 32,
    // a multiple of 4 below 36. So 32 more always find a place in 64.
    while held < 3 &* bits {
      // Safe: a word is fetched only while the row's bits up to this pixel are not all in.
      var word = unsafe source.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      if swapped { word = word.byteSwapped }
      window |= UInt64(word) &<< held
      held &+= 32
      offset &+= 4
    }
    // Safe: i is below the count that the caller vouches for.
    unsafe red[i] = UInt16(truncatingIfNeeded: window & mask)
    unsafe green[i] = UInt16(truncatingIfNeeded: window &>> bits & mask)
    unsafe blue[i] = UInt16(truncatingIfNeeded: window &>> (2 &* bits) & mask)
    window = window &>> (3 &* bits)
    held &-= 3 &* bits
  }
}
