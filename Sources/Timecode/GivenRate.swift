/// A frame rate as a person gives it: `24`, `29.97`, `29.97 DF`, `59.94ndf`.
public struct GivenRate: Hashable, Sendable {
  /// How time code counts by what was given; where nothing is said of dropped numbers, none are.
  public let base: TimeBase
  /// Whether DF or NDF was said. Where not, codes that are there decide.
  public let saysDropFrame: Bool

  /// Reads what ``TimeBase/init(parsing:)`` reads.
  ///
  /// - Throws: as ``TimeBase/init(parsing:)``.
  public init(parsing text: String) throws(TimeCodeError) {
    base = try TimeBase(parsing: text)
    // The only letters of a frame rate are those of DF and NDF, and both have an F.
    saysDropFrame = text.contains { $0 == "f" || $0 == "F" }
  }
}
