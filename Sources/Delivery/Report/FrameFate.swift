import Conversion
import Files
import FrameSequence
import Renumbering
import SystemPackage

/// How frames end that are never tried, or fail: the words are the same whatever was to be done.
enum FrameFate {
  /// The source does not have it, and the user chose to keep the gap.
  case missing
  /// It is there, and the user chose to leave it.
  case skipped
  /// With the reason as one sentence, and as a fact.
  case failed(String, Fact)
}

extension Report.Frame {
  mutating func settle(_ fate: FrameFate) {
    switch fate {
    case .missing: (status, reason) = (.missing, "the source has no such frame")
    case .skipped: (status, reason) = (.skipped, "the output is there already")
    case .failed(let text, let fact):
      (status, reason) = (.failed, text)
      (kind, values) = (fact.kind, fact.values)
    }
  }
}

extension FrameFailure {
  /// How the frame ends. What was being done, and to which file, are among the values.
  var fate: FrameFate {
    .failed(text, Fact(cause).adding(operation: operation.rawValue, path: path))
  }
}

extension RenumberFailure {
  /// As ``FrameFailure/fate``.
  var fate: FrameFate {
    .failed(text, Fact(cause).adding(operation: operation.rawValue, path: path))
  }
}

extension Fact {
  fileprivate func adding(operation: String, path: FilePath?) -> Fact {
    var values = values
    values["operation"] = .text(operation)
    if let path { values["path"] = .text(PathText.encode(path.bytes)) }
    return Fact(kind: kind, values: values)
  }
}
