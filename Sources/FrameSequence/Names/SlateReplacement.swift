import Files
import SystemPackage

/// The file in whose place a slate comes.
///
/// A file that says what it is is believed. Of any other the place tells: a slate stands before the first frame
/// of its sequence, so a file with a frame before it is a picture of an earlier delivery.
public struct SlateReplacement: Sendable, Hashable, Encodable {
  /// The file, in the text form of ``PathText``.
  public let file: String
  /// What is known of it.
  public let kind: Kind

  /// What is known of the file.
  public enum Kind: Sendable, Hashable, Encodable {
    /// It may be the slate's predecessor, or the first picture of other numbers.
    case unknown
    /// Its header says that it is a picture.
    case picture
    /// A frame of this name stands before it.
    case pictureBehind(frame: String)
  }

  /// - Parameters:
  ///   - before: The place of the number before the slate's own.
  ///   - isSlate: What the file itself says; nil where it does not.
  /// - Returns: Nil where nothing is replaced, or a slate.
  package init?(of path: FilePath, before: FilePath, isSlate: Bool?) {
    guard FileSystem.exists(path), !FileSystem.isDirectory(path), isSlate != true else { return nil }
    file = PathText.encode(path.bytes)
    if isSlate == false {
      kind = .picture
    } else if FileSystem.exists(before) {
      kind = .pictureBehind(frame: PathText.encode(before.name))
    } else {
      kind = .unknown
    }
  }

  /// Whether a picture would be lost.
  package var isPicture: Bool { kind != .unknown }

  /// What it is, as one sentence: a warning, or where a picture would be lost what is wrong.
  package var words: String {
    let lost = "the slate would replace \(file), which is a picture of an earlier delivery"
    return switch kind {
    case .unknown: "the slate replaces \(file), which is there already"
    case .picture: "\(lost): its header says so"
    case .pictureBehind(let frame): "\(lost): \(frame) stands before it"
    }
  }
}

extension FilePath {
  /// The last component as the bytes of a name; empty where there is none.
  fileprivate var name: [UInt8] { lastComponent.map { FilePath(root: nil, [$0]).bytes } ?? [] }
}
