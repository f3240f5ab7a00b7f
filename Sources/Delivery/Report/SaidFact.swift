/// A ``Fact`` with the sentence that says it.
public struct SaidFact: Sendable, Codable, Hashable {
  /// What kind of fact it is, as ``Fact`` has it.
  public var kind: String
  /// The facts that the text is made of, by their names.
  public var values: [String: FactValue]
  /// The fact as one sentence without its subject.
  public var text: String

  /// - Parameter enumeration: A case.
  init(_ enumeration: some Encodable, text: String) {
    let fact = Fact(enumeration)
    (kind, values, self.text) = (fact.kind, fact.values, text)
  }
}
