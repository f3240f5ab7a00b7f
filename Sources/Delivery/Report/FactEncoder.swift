import Conversion
import Files
import FrameSequence
import SystemPackage

/// Makes a ``FactValue`` of what encodes. Paths and names of files become their text form, errors of the
/// system and what files say of their colour their words, and each case of an enumeration an object of its `kind` and `values`.
struct FactEncoder: Encoder {
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  fileprivate let node: Node

  static func value<Value: Encodable>(of value: Value) throws -> FactValue {
    switch value {
    case let flag as Bool: return .flag(flag)
    case let text as String: return .text(text)
    case let number as any BinaryInteger: return .integer(Int(clamping: number))
    case let number as any BinaryFloatingPoint:
      // JSON has neither infinities nor NaN.
      let number = Double(number)
      return number.isFinite ? .number(number) : .text("\(number)")
    case let path as FilePath: return .text(PathText.encode(path.bytes))
    case let pattern as SequencePattern: return .text(pattern.text)
    case let claim as ColourClaim: return .text(claim.words)
    case let error as Errno: return .text("\(error)")
    // The type is asked first: an empty array is an array of anything.
    case let name as [UInt8] where Value.self == [UInt8].self: return .text(PathText.encode(name))
    default:
      let node = Node()
      try value.encode(to: FactEncoder(node: node))
      let isEnumeration = Mirror(reflecting: value).displayStyle == .enum
      return isEnumeration ? Fact(ofCase: node.value)?.value ?? node.value : node.value
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Fields(node: node))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { List(node: node) }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(node: node) }

  /// A value that comes into being; several containers may add to one.
  fileprivate final class Node {
    private var single: FactValue?
    private var elements: [Node]?
    private var fields: [String: Node] = [:]

    var count: Int { elements?.count ?? 0 }

    var value: FactValue {
      single ?? elements.map { .array($0.map(\.value)) } ?? .object(fields.mapValues(\.value))
    }

    func set(_ value: FactValue) { single = value }

    func beList() { elements = elements ?? [] }

    func append() -> Node {
      let node = Node()
      elements = (elements ?? []) + [node]
      return node
    }

    func field(_ key: any CodingKey) -> Node {
      let node = fields[key.stringValue] ?? Node()
      fields[key.stringValue] = node
      return node
    }
  }

  private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let codingPath: [any CodingKey] = []
    let node: Node

    func encodeNil(forKey key: Key) { node.field(key).set(.null) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      node.field(key).set(try FactEncoder.value(of: value))
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      KeyedEncodingContainer(Fields<Nested>(node: node.field(key)))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      List(node: node.field(key))
    }

    func superEncoder() -> any Encoder { FactEncoder(node: node) }
    func superEncoder(forKey key: Key) -> any Encoder { FactEncoder(node: node.field(key)) }
  }

  private struct List: UnkeyedEncodingContainer {
    let codingPath: [any CodingKey] = []
    let node: Node

    init(node: Node) {
      self.node = node
      node.beList()
    }

    var count: Int { node.count }

    func encodeNil() { node.append().set(.null) }

    func encode<Value: Encodable>(_ value: Value) throws {
      node.append().set(try FactEncoder.value(of: value))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
      KeyedEncodingContainer(Fields<Nested>(node: node.append()))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { List(node: node.append()) }
    func superEncoder() -> any Encoder { FactEncoder(node: node.append()) }
  }

  private struct Single: SingleValueEncodingContainer {
    let codingPath: [any CodingKey] = []
    let node: Node

    func encodeNil() { node.set(.null) }

    func encode<Value: Encodable>(_ value: Value) throws {
      node.set(try FactEncoder.value(of: value))
    }
  }
}
