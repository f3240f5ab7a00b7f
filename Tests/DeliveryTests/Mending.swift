@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

extension [Refusal] {
  var mendingChoices: [Advice.Choice]? { map(ShownRefusal.init).mendingChoices }
  var mendingArguments: [String]? { map(ShownRefusal.init).mendingArguments }
}
