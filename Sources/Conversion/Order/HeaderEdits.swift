import EXR

/// What a frame's header has in place of what the file that is read says.
package struct HeaderEdits: Sendable, Hashable {
  /// Attributes that the frame gets in place of those of the file.
  package var attributes: [Attribute]
  /// Whether the file's timecode is another frame's, so that it is removed even where none takes its place.
  var dropsTimeCode: Bool

  package init(attributes: [Attribute] = [], dropsTimeCode: Bool = false) {
    self.attributes = attributes
    self.dropsTimeCode = dropsTimeCode
  }

  /// The rate that the frame gets.
  var framesPerSecond: Rational? {
    for case .rational(let rate)? in attributes.lazy.map(\.value) { return rate }
    return nil
  }

  /// The timecode that the frame will have.
  func timeCode(of part: Part) -> EXR.TimeCode? { timeCode(insteadOf: part.timeCode) }

  /// The timecode that the frame will have where its file has `own`.
  package func timeCode(insteadOf own: EXR.TimeCode?) -> EXR.TimeCode? {
    for case .timeCode(let code)? in attributes.lazy.map(\.value) { return code }
    return dropsTimeCode ? nil : own
  }
}
