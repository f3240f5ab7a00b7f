import ACES
import Files
import FrameSequence
import SystemPackage

/// An order is written beside the one that its sequence begins with: what is the same in both is left out.
extension FrameOrder: Codable {
  /// The `userInfo` key under which coders find the order that the others of its sequence are written beside.
  static var sharedKey: CodingUserInfoKey {
    guard let key = CodingUserInfoKey(rawValue: "sharedOrder") else {
      preconditionFailure("any text is a key")
    }
    return key
  }

  private enum Key: String, CodingKey {
    case item, name, file, missing, content, products, names, replaces, number, position, edits, claim,
      layers, byteCost, bandByteCost
  }

  public func encode(to encoder: any Encoder) throws {
    let shared = encoder.userInfo[FrameOrder.sharedKey] as? FrameOrder
    var container = encoder.container(keyedBy: Key.self)
    func put<Value: Encodable & Equatable>(_ value: Value, _ other: Value?, _ key: Key) throws {
      if value != other { try container.encode(value, forKey: key) }
    }
    try container.encode(item, forKey: .item)
    if let name = input.file.name(in: shared?.input.file.removingLastComponent()) {
      try container.encode(name: name, forKey: .name)
    } else {
      try container.encode(path: input.file, forKey: .file)
    }
    if let missing { try container.encode(name: missing, forKey: .missing) }
    try put(input.content, shared?.input.content, .content)
    if let shared, products.elementsEqual(shared.products, by: { $0.isLike($1) }) {
      try container.encode(products.map { PathText.encode($0.file.name) }, forKey: .names)
    } else {
      try container.encode(products, forKey: .products)
    }
    try put(replaces, shared?.replaces, .replaces)
    try container.encodeIfPresent(number, forKey: .number)
    try container.encodeIfPresent(position, forKey: .position)
    try put(edits, shared?.edits, .edits)
    try put(claim, shared?.claim, .claim)
    try put(layers, shared?.layers, .layers)
    try put(byteCost, shared?.byteCost, .byteCost)
    try put(bandByteCost, shared?.bandByteCost, .bandByteCost)
  }

  public init(from decoder: any Decoder) throws {
    let shared = decoder.userInfo[FrameOrder.sharedKey] as? FrameOrder
    let container = try decoder.container(keyedBy: Key.self)
    func take<Value: Decodable>(_ other: Value?, _ key: Key) throws -> Value {
      if let other, !container.contains(key) { return other }
      return try container.decode(Value.self, forKey: key)
    }
    item = try container.decode(Int.self, forKey: .item)
    let file: FilePath
    if let folder = shared?.input.file.removingLastComponent(), container.contains(.name) {
      file = folder.appending(name: try container.decodeName(forKey: .name))
    } else {
      file = try container.decodePath(forKey: .file)
    }
    missing = container.contains(.missing) ? try container.decodeName(forKey: .missing) : nil
    input = FrameInput(file: file, content: try take(shared?.input.content, .content))
    if container.contains(.names), let shared {
      let names = try container.decode([String].self, forKey: .names)
      guard names.count == shared.products.count else {
        throw DecodingError.dataCorruptedError(
          forKey: .names, in: container,
          debugDescription: "\(names.count) names for \(shared.products.count) files")
      }
      products = try zip(shared.products, names).map { product, name in
        FrameProduct(
          file: Destination(folder: product.file.folder, name: try PathText.decode(name)), form: product.form)
      }
    } else {
      products = try container.decode([FrameProduct].self, forKey: .products)
    }
    replaces = try take(shared?.replaces, .replaces)
    number = try container.decodeIfPresent(Int.self, forKey: .number)
    position = try container.decodeIfPresent(Int.self, forKey: .position)
    edits = try take(shared?.edits, .edits)
    claim = try take(shared?.claim, .claim)
    layers = try take(shared?.layers, .layers)
    byteCost = try take(shared?.byteCost, .byteCost)
    bandByteCost = try take(shared?.bandByteCost, .bandByteCost)
  }
}

extension FilePath {
  /// The file's name where it lies in this folder.
  fileprivate func name(in folder: FilePath?) -> [UInt8]? {
    guard let last = lastComponent, removingLastComponent() == folder else { return nil }
    return FilePath(root: nil, [last]).bytes
  }
}

extension FrameProduct {
  /// Whether it differs in nothing but its name.
  fileprivate func isLike(_ other: FrameProduct) -> Bool {
    form == other.form && file.folder == other.file.folder
  }
}

extension FrameProduct: Codable {
  private enum Key: String, CodingKey { case folder, name, exr, preview }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(path: file.folder, forKey: .folder)
    try container.encode(name: file.name, forKey: .name)
    switch form {
    case .exr(let form): try container.encode(form, forKey: .exr)
    case .preview(let form): try container.encode(form, forKey: .preview)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    file = Destination(
      folder: try container.decodePath(forKey: .folder), name: try container.decodeName(forKey: .name))
    if let form = try container.decodeIfPresent(EXRForm.self, forKey: .exr) {
      self.form = .exr(form)
    } else {
      form = .preview(try container.decode(PreviewForm.self, forKey: .preview))
    }
  }
}

extension FrameInput.Content: Codable {
  private enum Key: String, CodingKey { case exr, dpx, black, slate }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .exr(let space): try container.encode(space, forKey: .exr)
    case .dpx(let encoding): try container.encode(encoding, forKey: .dpx)
    case .black: try container.encode(true, forKey: .black)
    case .slate(let order): try container.encode(order, forKey: .slate)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let space = try container.decodeIfPresent(ColorSpace.self, forKey: .exr) {
      self = .exr(space)
    } else if let encoding = try container.decodeIfPresent(ACESproxy.self, forKey: .dpx) {
      self = .dpx(encoding)
    } else if let order = try container.decodeIfPresent(SlateOrder.self, forKey: .slate) {
      self = .slate(order)
    } else {
      guard try container.decode(Bool.self, forKey: .black) else {
        throw DecodingError.dataCorruptedError(
          forKey: .black, in: container, debugDescription: "a frame shows something")
      }
      self = .black
    }
  }
}
