/// A refusal, a warning or a failure as data: its kind, and its values by their names.
///
/// Made of an enumeration, whose case is the kind and whose labelled values are the values. A case whose only value is
/// another enumeration without a label counts as the case that it wraps. A value that is itself a case with values is an
/// object of its own `kind` and `values`.
struct Fact: Sendable, Hashable {
  let kind: String
  let values: [String: FactValue]

  init(kind: String, values: [String: FactValue]) {
    (self.kind, self.values) = (kind, values)
  }

  /// - Parameter enumeration: A case.
  init(_ enumeration: some Encodable) {
    // The encoder throws nothing of its own, and what it is given encodes.
    guard case .object(let object)? = try? FactEncoder.value(of: enumeration),
      case .text(let kind)? = object["kind"],
      case .object(let values)? = object["values"]
    else { preconditionFailure("a fact is a case of an enumeration") }
    (self.kind, self.values) = (kind, values)
  }

  /// - Parameter coded: A case as Swift encodes it: its name as the only key, its values below.
  init?(ofCase coded: FactValue) {
    guard case .object(let object) = coded, object.count == 1, let (kind, inner) = object.first,
      case .object(let values) = inner
    else { return nil }
    // Swift calls a value without a label so.
    if values.count == 1, case .object(let wrapped)? = values["_0"], wrapped.count == 2,
      case .text(let kind)? = wrapped["kind"], case .object(let values)? = wrapped["values"]
    {
      (self.kind, self.values) = (kind, values)
    } else {
      (self.kind, self.values) = (kind, values)
    }
  }

  var value: FactValue { .object(["kind": .text(kind), "values": .object(values)]) }
}

/// A value of a ``Fact``: what JSON has.
public enum FactValue: Sendable, Codable, Hashable {
  /// JSON's `null`.
  case null
  /// `true` or `false`.
  case flag(Bool)
  /// A number without fraction.
  case integer(Int)
  /// A number with a fraction.
  case number(Double)
  /// A string.
  case text(String)
  /// An array.
  case array([FactValue])
  /// An object.
  case object([String: FactValue])

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // What is not of one kind is of the next.
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {  // else the next kind
      self = .flag(flag)
    } else if let integer = try? container.decode(Int.self) {  // else the next kind
      self = .integer(integer)
    } else if let number = try? container.decode(Double.self) {  // else the next kind
      self = .number(number)
    } else if let text = try? container.decode(String.self) {  // else the next kind
      self = .text(text)
    } else if let array = try? container.decode([FactValue].self) {  // else the next kind
      self = .array(array)
    } else {
      self = .object(try container.decode([String: FactValue].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let flag): try container.encode(flag)
    case .integer(let integer): try container.encode(integer)
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .array(let array): try container.encode(array)
    case .object(let object): try container.encode(object)
    }
  }
}
