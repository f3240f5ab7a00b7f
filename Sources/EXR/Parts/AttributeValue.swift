/// Values of the attribute types that are read or made here. All others are carried as bytes.
public enum AttributeValue: Sendable, Hashable {
  /// `string`; bytes that are not UTF-8 show as U+FFFD.
  case string(String)
  /// `int`.
  case int(Int32)
  /// `float`.
  case float(Float)
  /// `double`.
  case double(Double)
  /// `v2f`: x and y.
  case v2f(Float, Float)
  /// `v2i`: x and y.
  case v2i(Int32, Int32)
  /// `v3f`: x, y and z.
  case v3f(Float, Float, Float)
  /// `box2i`.
  case box2i(Box)
  /// `chromaticities`.
  case chromaticities(Chromaticities)
  /// `timecode`.
  case timeCode(TimeCode)
  /// `rational`.
  case rational(Rational)
  /// `stringvector`.
  case stringVector([String])

  /// The type's name in the file.
  package var typeName: String {
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
    /// CIE x.
    public var x: Float
    /// CIE y.
    public var y: Float

    /// A point as given.
    public init(x: Float, y: Float) {
      self.x = x
      self.y = y
    }
  }

  /// The red primary.
  public var red: Point
  /// The green primary.
  public var green: Point
  /// The blue primary.
  public var blue: Point
  /// The white point.
  public var white: Point

  /// Primaries and white point as given.
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

  /// A value of the two words as the file has them.
  public init(timeAndFlags: UInt32, userData: UInt32 = 0) {
    self.timeAndFlags = timeAndFlags
    self.userData = userData
  }
}

/// A rational number (`rational`), not reduced.
public struct Rational: Sendable, Hashable {
  /// The number above the line.
  public var numerator: Int32
  /// The number below the line; 0 in damaged headers.
  public var denominator: UInt32

  /// A fraction as given; it is not reduced.
  public init(numerator: Int32, denominator: UInt32) {
    self.numerator = numerator
    self.denominator = denominator
  }
}
