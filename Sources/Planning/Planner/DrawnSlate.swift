import Conversion
import EXR
import FrameSequence

extension ImageSequence {
  /// The sequence without a slate that we drew before its picture, and that slate; the sequence as it is where it
  /// starts with anything else.
  ///
  /// Opens the first file only: a slate stands before the picture.
  func apartFromDrawnSlate(limits: Limits) -> (slate: SequenceFrame?, picture: ImageSequence) {
    guard let picture = withoutFirst, SlateMark(at: path(of: frames[0]), limits: limits) != nil else {
      return (nil, self)
    }
    return (frames[0], picture)
  }
}
