import EXR
import FoundationEssentials
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// What renderers and compositors call their layers, and what each is.
struct LayerTableTests {
  private struct Row {
    let name: String
    let wanted: LayerClass
  }

  private func rows() throws -> [Row] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appending(path: "Fixtures/layers/layers.tsv"))
    return try String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t").map(String.init)
      try #require(cells.count == 4, "\(line)")
      return Row(name: cells[0], wanted: try #require(LayerClass(rawValue: cells[1]), "\(line)"))
    }
  }

  private func channels(_ layer: String) -> [String: PixelType] {
    ["\(layer).R": .float, "\(layer).G": .float, "\(layer).B": .float]
  }

  @Test func everyLayerIsWhatTheTableSays() throws {
    let rows = try rows()
    #expect(rows.count >= 300)
    for row in rows {
      let part = try Headers.header(Headers.part(channels(row.name))).parts[0]
      #expect(LayerClass(ofLayer: row.name, in: part, rules: LayerRules()) == row.wanted, "\(row.name)")
      let classes = ChannelClasses(of: part)
      let triples = [LayerClass.colour: classes.triples, .data: classes.data, .unknown: classes.unknown]
      for (kind, found) in triples {
        #expect(found.map(\.name) == (kind == row.wanted ? [row.name] : []), "\(row.name) \(kind)")
      }
    }
  }

  /// The name of a part that is not the first says what its default layer is, in the same words.
  @Test func partsGoByTheSameWords() throws {
    for row in try rows() {
      let header = try Headers.header(Headers.part(name: "beauty of all"), Headers.part(name: row.name))
      #expect(LayerClass(ofLayer: "", in: header.parts[1], rules: LayerRules()) == row.wanted, "\(row.name)")
    }
  }

  @Test(arguments: [
    ("worldPos", ["world", "pos"]), ("P_world", ["p", "world"]),
    ("crypto_material00", ["crypto", "material", "00"]),
    ("STMap", ["st", "map"]), ("UVs", ["uvs"]), ("IDsAndCoverage", ["ids", "and", "coverage"]),
    ("VRayObjectID", ["v", "ray", "object", "id"]), ("__Pworld", ["pworld"]), ("fluid", ["fluid"]),
    ("Z-depth front", ["z", "depth", "front"]), ("LG_key2a", ["lg", "key", "2", "a"]), ("", []),
    ("Größe_ÄÖ", ["größe", "äö"]),
  ])
  func wordsBreakAtCaseDigitsAndSigns(name: String, words: [String]) {
    #expect(LayerName.words(of: name[...]) == words)
  }
}
