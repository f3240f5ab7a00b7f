import ArgumentParser
import Delivery

/// The exceptions to the rule that tells colour from data by its name.
struct LayerOptions: ParsableArguments {
  @Option(
    name: .customLong("colour-layer"),
    help: ArgumentHelp("Convert this layer or part although its name says data.", valueName: "name"))
  var colour: [String] = []

  @Option(
    name: .customLong("data-layer"),
    help: ArgumentHelp("Copy this layer or part although it has red, green and blue.", valueName: "name"))
  var data: [String] = []

  func rules() throws -> LayerRules {
    LayerRules(
      colour: Set(try colour.map(RawArguments.text)), data: Set(try data.map(RawArguments.text)))
  }
}
