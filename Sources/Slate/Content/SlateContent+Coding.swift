/// Content as an object with `fields` by their names, `rows` with `label` and `text`, `remarks` and `notes`.
extension SlateContent: Codable {
  private enum Key: String, CodingKey { case fields, rows, remarks, notes }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let fields = SlateField.allCases.map { ($0.rawValue, self[$0]) }.filter { !$0.1.isEmpty }
    try container.encode(Dictionary(uniqueKeysWithValues: fields), forKey: .fields)
    try container.encode(extra, forKey: .rows)
    try container.encode(remarks, forKey: .remarks)
    try container.encode(notes, forKey: .notes)
  }

  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: Key.self)
    for (name, text) in try container.decode([String: String].self, forKey: .fields) {
      guard let field = SlateField(rawValue: name) else {
        throw DecodingError.dataCorruptedError(
          forKey: .fields, in: container, debugDescription: "a slate has no field '\(name)'")
      }
      self[field] = text
    }
    extra = try container.decode([Row].self, forKey: .rows)
    remarks = try container.decode([String].self, forKey: .remarks)
    notes = try container.decode(String.self, forKey: .notes)
  }
}
