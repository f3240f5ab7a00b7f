/// The JSON of `--report`, as its readers outside declare it: the field names are those promised.
struct Report: Decodable {
  let schemaVersion: Int
  let sequences: [Sequence]
  let ignored: [Frame]
  let refusals: [Refusal]
  let interrupted: String?

  struct Sequence: Decodable {
    let source: String
    /// Nil where only previews are made.
    let output: String?
    let preview: Preview?
    let colour: Colour
    let channels: Channels
    let counts: Counts?
    let warnings: [String]
    let slate: Frame?
    let frames: [Frame]
  }

  struct Preview: Decodable {
    let output: String
    let encoding: String
    let purpose: String
  }

  struct Colour: Decodable {
    let from: String
    let to: String
    let evidence: String
    let overridden: String?
  }

  struct Channels: Decodable {
    let converted: [String]
    let copied: [String]
  }

  struct Counts: Decodable, Equatable {
    let nan: Int
    let inf: Int
    let clamped: Int?
    let negative: Int?
    var illegalCodes: Int?
  }

  struct Frame: Decodable, Equatable {
    let source: String?
    let destination: String?
    let sourceFrame: Int?
    let outputFrame: Int?
    let preview: String?
    let role: String?
    let content: String?
    let timeCode: String?
    let status: String
    let reason: String?
  }

  struct Refusal: Decodable {
    let source: String
    let reason: String
  }
}
