@testable import Delivery

extension [Refusal] {
  var mendingChoices: [Advice.Choice]? { map(ShownRefusal.init).mendingChoices }
  var mendingArguments: [String]? { map(ShownRefusal.init).mendingArguments }
}
