import ACES
import DPX
import EXR

/// Why the colour of a frame cannot be delivered, or shown, as it is asked for: the fact with its values.
/// ``text`` makes the sentence.
///
/// The names of cases and values are those of JSON reports; see ``Fact``.
public enum ColourObjection: Error, Sendable, Hashable, Encodable {
  /// Nothing says which space the pixels are in.
  case untagged
  /// The tags name a space that is not converted from.
  case foreignSpace(tags: String)
  /// The tags cannot all be true.
  case contradictingTags(tags: String)
  /// Layers that a conversion would change if they were colour, and nobody says whether they are.
  case unknownLayers(layers: [UnknownLayer])
  /// The channels are luminance and chroma.
  case luminanceChroma(channels: [String])
  /// No layer has red, green and blue.
  case noColour(channels: [String])
  /// Deep colour would be converted.
  case deepColour(part: PartName)
  /// What is deep or subsampled would be drawn.
  case undrawable(part: PartName)
  /// A channel has not one sample a pixel.
  case subsampled(channel: String, part: PartName, x: Int, y: Int)
  /// Changed pixels would be compressed with loss.
  case lossy(part: PartName, compression: String)
  /// Red, green and blue of a layer differ in type. The default layer's name is empty.
  case mixedTypes(layer: String, part: PartName)
  /// The colour of a layer is integers. The default layer's name is empty.
  case integers(layer: String, part: PartName)
  /// A preview is asked for, and nothing in the frame is colour.
  case noColourToPreview
  /// The colour to preview is deep.
  case deepPreview(part: PartName)
  /// The colour to preview is subsampled, of integers or of mixed types.
  case unshowable(part: PartName)
  /// A preview would be larger than a frame may be.
  case previewTooLarge(width: Int, height: Int, maxWidth: Int, maxHeight: Int)
  /// A preview would be larger than a DPX can be.
  case previewBeyondDPX(width: Int, height: Int)
  /// A preview's header or pixels do not fit a DPX, for the cause that DPX files name.
  case previewUnwritable(cause: DPXError)
}

/// Which part of a file is meant: its position, and its name if it has one.
public struct PartName: Sendable, Hashable, Encodable {
  /// The part's position in the file, from 0.
  public let index: Int
  /// The part's `name`; nil where it has none.
  public let name: String?
}

extension Part {
  /// The part as refusals and warnings name it.
  package var named: PartName { PartName(index: index, name: name) }
}
