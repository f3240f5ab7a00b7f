import EXR
import Files

extension Channel {
  /// `R half`.
  var words: String { "\(PathText.shown(name)) \(type.name)" }
}
