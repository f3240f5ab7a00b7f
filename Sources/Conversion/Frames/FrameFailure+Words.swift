import ACES
import DPX
import EXR
import Files
import Slate

extension FrameFailure {
  /// The failure as one sentence.
  package var text: String {
    let reason = (path.map { "\(PathText.encode($0.bytes)): " } ?? "") + cause.words
    return switch operation {
    case .convert, .plan: reason
    default: "cannot \(operation.rawValue): \(reason)"
    }
  }
}

extension FrameFailure.Cause {
  /// What stood against it, as one clause without the file's name.
  var words: String {
    switch self {
    case .file(let cause): cause.words
    // Names from the header are in it.
    case .exr(let error): PathText.shown(error.reason)
    case .dpx(let error): "\(error)"
    case .codes(let bits, let encoding): "its codes have \(bits) bits, \(encoding.rawValue) has not"
    case .changedClaim(let claim): "the file changed after the plan was made: it says \(claim.words) now"
    case .unplanned(let reason): reason.text
    case .slate(let error): error.words
    case .changedFont(let file):
      "the font \(PathText.encode(file.bytes)) is not there any more, or is another than when the plan was made"
    case .tooLarge(let need, let limit):
      "it needs \(need >> 20) MiB of memory, and \(limit >> 20) MiB are allowed: raise --memory"
    case .otherOutput(let difference):
      "another file came there meanwhile, and cannot be kept: \(difference.words)"
    }
  }
}
