import Foundation
import Testing

/// Text of headers is shown as names of files are: nothing of it reaches a terminal that would be obeyed.
@Suite(.needsBinary) struct HeaderTextTests {
  /// Red, a title, a line of its own, a C1 control and a direction override.
  static let evil = "\u{1B}[31m\u{1B}]0;t\u{7}\nrefused: x\u{9B}2J\u{202E}"
  static let shown = #"\x1B[31m\x1B]0;t\x07\x0Arefused: x\xC2\x9B2J\xE2\x80\xAE"#

  private func isPlain(_ outcome: Outcome, _ note: String) {
    for (name, bytes) in [("out", outcome.out), ("err", outcome.err)] {
      let text = String(decoding: bytes, as: UTF8.self)
      let obeyed = text.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
        default: false
        }
      }
      #expect(obeyed.isEmpty, "\(note), \(name): \(text.debugDescription)")
      #expect(!text.split(separator: "\n").contains { $0.hasPrefix("refused: x") }, "\(note)")
    }
  }

  private func frames() throws -> Folder {
    let folder = try Folder()
    let (plain, evil) = (PlainFrame(), HeaderTextTests.evil)
    try folder.sequence("in/id/a.", 1...2, frame: plain.tagged(.interopID(evil)))
    try folder.sequence("in/changing/b.", 1...1)
    try folder.sequence("in/changing/b.", 2...2, frame: plain.tagged(.interopID("x\(evil)")))
    var layered = plain
    layered.channels += ["\(evil).R", "\(evil).G", "\(evil).B", "\(evil).Z"]
    try folder.sequence("in/layer/c.", 1...1, frame: layered)
    try folder.sequence("in/layer/c.", 2...2)
    var data = plain
    data.channels = ["\(evil).Z"]
    try folder.sequence("in/data/d.", 1...1, frame: data)
    try File.write(PreviewSource(description: evil).bytes, to: folder("dpx/e.0001.dpx"))
    try File.write(PreviewSource(bits: 12, description: "ACESproxy10").bytes, to: folder("dpx/f.0001.dpx"))
    return folder
  }

  @Test func nothingOfItIsObeyed() throws {
    let folder = try frames()
    let (input, out) = (Argument(folder("in")), Argument(folder("out")))
    for words in [
      ["scan", input], ["scan", input, "--json"], ["scan", Argument(folder("dpx/e.0001.dpx"))],
      ["convert", input, "--to", "acescg", "--out", out],
      ["convert", input, "--to", "acescg", "--out", out, "--dry-run"],
      ["convert", input, "--to", "acescg", "--out", out, "--dry-run", "--json", "--keep-going"],
      ["convert", input, "--to", "acescg", "--out", out, "--dry-run", "--assume", "ap0"],
      ["convert", Argument(folder("in/id")), "--to", "acescg", "--out", out, "--dry-run", "--assume", "ap0"],
      ["convert", Argument(folder("dpx/e.0001.dpx")), "--to", "acescg", "--out", out],
      ["preview", Argument(folder("in/layer")), "--out", out, "--slate", "render", "--dry-run"],
      ["preview", Argument(folder("in/layer")), "--out", out, "--slate", "render", "--json"],
      ["renumber", input, "--retag", "--out", Argument(folder("re")), "--start", "7", "--keep-going"],
    ] as [[Argument]] {
      let outcome = try Turnover.command(words).run()
      isPlain(outcome, words.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: " "))
    }
  }

  @Test func itIsShownInTheFormOfNames() throws {
    let folder = try frames()
    let scan = try Turnover.run("scan", Argument(folder("in"))).outText
    #expect(scan.contains("colour        colorInteropID = \(HeaderTextTests.shown)"), "\(scan)")
    #expect(scan.contains("\(HeaderTextTests.shown).Z half"), "\(scan)")
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.err.contains("the file says colorInteropID = \(HeaderTextTests.shown)"), "\(run.err)")
  }

  /// A field that holds a name holds it as it is.
  @Test func jsonKeepsTheText() throws {
    struct Line: Decodable {
      struct Part: Decodable {
        struct Channel: Decodable { let name: String }
        let channels: [Channel]
      }
      let parts: [Part]?
    }
    let folder = try frames()
    let scan = try Turnover.run("scan", "--json", Argument(folder("in/data")))
    let lines = try scan.outText.split(separator: "\n")
      .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    let names = lines.flatMap { $0.parts ?? [] }.flatMap(\.channels).map(\.name)
    #expect(names.map { Array($0.utf8) } == [Array("\(HeaderTextTests.evil).Z".utf8)])
  }
}
