/// The bits of a datum that this module packs and unpacks.
public enum DPXBitDepth: UInt8, Sendable, Hashable, CaseIterable {
  /// Codes 0 to 1023.
  case ten = 10
  /// Codes 0 to 4095.
  case twelve = 12

  /// The largest code, all bits set.
  public var maximumCode: UInt16 { (1 << UInt16(rawValue)) - 1 }
}

/// How the datums of a line lie in its words (ST 268, packing; drawn in `HeaderLayout.swift`).
public enum DPXPacking: UInt16, Sendable, Hashable, CaseIterable {
  /// Datum after datum, straddling 32-bit words.
  case packed = 0
  /// Datums at the high end of their words.
  case filledA = 1
  /// Datums at the low end of their words.
  case filledB = 2
}

/// The order of the bytes in a word.
public enum DPXByteOrder: Sendable, Hashable, CaseIterable {
  /// "SDPX".
  case big
  /// "XPDS".
  case little
}
