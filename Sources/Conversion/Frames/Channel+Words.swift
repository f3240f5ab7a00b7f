import EXR
import Files

extension Channel {
  /// `R half`.
  public var words: String { "\(PathText.shown(name)) \(type.name)" }
}
