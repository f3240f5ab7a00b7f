/// Everything that stands against one sequence: a user mends all at once.
package struct Reasons<Reason: Error & Hashable>: Error {
  package var reasons: [Reason] = []

  package init() {}

  /// Notes a reason in place of throwing it, so that the others are found too.
  package mutating func collect<Value>(_ body: () throws(Reason) -> Value) -> Value? {
    do throws(Reason) {
      return try body()
    } catch {
      reasons.append(error)
      return nil
    }
  }
}
