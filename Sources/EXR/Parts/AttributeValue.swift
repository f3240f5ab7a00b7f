/// Values of the attribute types that are read or made here. All others are carried as bytes.
public enum AttributeValue: Sendable, Hashable {
  case string(String)
  case int(Int32)
  case float(Float)
  case double(Double)
  case v2f(Float, Float)
  case v2i(Int32, Int32)
  case v3f(Float, Float, Float)
  case box2i(Box)
  case chromaticities(Chromaticities)
  case timeCode(TimeCode)
  case rational(Rational)
  case stringVector([String])

  /// The type's name in the file.
  public var typeName: String {
    switch self {
    case .string: "string"
    case .int: "int"
    case .float: "float"
    case .double: "double"
    case .v2f: "v2f"
    case .v2i: "v2i"
    case .v3f: "v3f"
    case .box2i: "box2i"
    case .chromaticities: "chromaticities"
    case .timeCode: "timecode"
    case .rational: "rational"
    case .stringVector: "stringvector"
    }
  }
}

/// CIE xy of the primaries and the white (`chromaticities`).
public struct Chromaticities: Sendable, Hashable {
  /// A point in the CIE 1931 xy diagram.
  public struct Point: Sendable, Hashable {
    public var x: Float
    public var y: Float

    public init(x: Float, y: Float) {
      self.x = x
      self.y = y
    }
  }

  public var red: Point
  public var green: Point
  public var blue: Point
  public var white: Point

  public init(red: Point, green: Point, blue: Point, white: Point) {
    self.red = red
    self.green = green
    self.blue = blue
    self.white = white
  }
}

/// A time code as it lies in the file: SMPTE ST 12-1 bits in the packing of 60-field television.
public struct TimeCode: Sendable, Hashable {
  /// BCD time and flags: frames in bits 0–5, drop frame 6, colour frame 7, seconds 8–14, field 15,
  /// minutes 16–22, bgf0 23, hours 24–29, bgf1 30, bgf2 31.
  public var timeAndFlags: UInt32
  /// Binary groups 1 to 8 from the low to the high nibble.
  public var userData: UInt32

  public init(timeAndFlags: UInt32, userData: UInt32 = 0) {
    self.timeAndFlags = timeAndFlags
    self.userData = userData
  }
}

/// A rational number (`rational`), not reduced.
public struct Rational: Sendable, Hashable {
  public var numerator: Int32
  public var denominator: UInt32

  public init(numerator: Int32, denominator: UInt32) {
    self.numerator = numerator
    self.denominator = denominator
  }
}
