import ArgumentParser
import Delivery
import Planning

/// What becomes of sequences whose frames cannot be those of one shot.
struct MixedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Frames of one sequence that differ in display window, pixel aspect or channels: refuse, or deliver "
        + "each as it is. (default: refuse)", valueName: "policy"))
  var mixed: MixedPolicy?

  var policy: MixedPolicy { mixed ?? .refuse }
}

extension MixedPolicy: ExpressibleByArgument {}
