import ArgumentParser
import Conversion
import Delivery

/// What is said of layers that their names do not settle, or settle wrongly.
struct LayerOptions: ParsableArguments {
  @Option(
    name: .customLong("colour-layer"),
    help: ArgumentHelp(
      "Layers or parts that are colour, whatever their name says: a name or a pattern, such as 'LG_*'.",
      discussion: "In a pattern * is any text, ? a byte, [a-f] one of these. A and a differ.",
      valueName: "name"))
  var colour: [String] = []

  @Option(
    name: .customLong("data-layer"),
    help: ArgumentHelp(
      "Layers or parts that are data and are copied: a name or a pattern. A name in full beats a pattern.",
      valueName: "name"))
  var data: [String] = []

  @Option(
    name: .customLong("unknown-layers"),
    help: ArgumentHelp(
      "What layers are that nothing else settles. Without it each such name is asked for.",
      valueName: "class"))
  var unknown: UnknownLayers?

  enum UnknownLayers: String, ExpressibleByArgument, CaseIterable {
    case colour, data
  }

  /// Whether nothing is said.
  var isEmpty: Bool { colour.isEmpty && data.isEmpty && unknown == nil }

  func rules() throws -> LayerRules {
    LayerRules(
      colour: Set(try colour.map(RawArguments.text)), data: Set(try data.map(RawArguments.text)),
      unknown: unknown.map { $0 == .colour ? .colour : .data })
  }
}
