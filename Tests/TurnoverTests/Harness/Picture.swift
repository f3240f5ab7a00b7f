/// A file for the maker in Python to write; see Tests/Makers/pictures.py.
struct Picture: Encodable {
  var parts: [Part]
  var levels: String?
  var rounding: String?
  var seed = 1

  init(_ parts: Part..., levels: String? = nil, rounding: String? = nil) {
    self.parts = parts
    self.levels = levels
    self.rounding = rounding
  }

  struct Part: Encodable {
    var name: String?
    var view: String?
    var window = [0, 0, 60, 44]
    var display: [Int]?
    var compression = "zip"
    var decreasing: Bool?
    var deep: Bool?
    var tile: [Int]?
    var channels = Picture.rgb
    var attributes: Attributes = Attributes()
    var raw: [Raw]?
    var without: [String]?
  }

  struct Channel: Encodable {
    var name: String
    var type = "half"
    var pattern: String?
    /// Numbers, `nan`, `inf`, `-inf`; repeated until the plane is full.
    var values: [String]?
    var sampling: [Int]?
  }

  struct Attributes: Encodable {
    var chromaticities: [Float]? = PlainFrame.ap0
    var colorInteropID: String?
    var acesImageContainerFlag: Int?
    var multiView: [String]?

    static let untagged = Attributes(chromaticities: nil)
  }

  /// An attribute put into the header byte by byte.
  struct Raw: Encodable {
    var name: String
    var type: String
    var hex: String

    init(_ name: String, _ type: String, _ bytes: [UInt8]) {
      self.name = name
      self.type = type
      hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  static let rgb = ["R", "G", "B"].map { Channel(name: $0) }

  /// R, G and B of one layer.
  static func layer(_ name: String, type: String = "half") -> [Channel] {
    ["R", "G", "B"].map { Channel(name: "\(name).\($0)", type: type) }
  }

  func write(to path: String) throws {
    struct Request: Encodable {
      let `do` = "make"
      let path: String
      let picture: Picture
    }
    struct Nothing: Decodable {}
    let _: Nothing = try Python.ask(Request(path: path, picture: self))
  }
}
