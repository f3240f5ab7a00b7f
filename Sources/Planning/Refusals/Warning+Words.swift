import Conversion
import Files
import FrameSequence
import Slate
import Timecode

extension Warning {
  /// The warning as one sentence without its subject.
  public var text: String {
    switch self {
    case .numbering(let warning): warning.words
    case .contrast(let contrast): contrast.change
    case .nothingReadable: "no frame can be read"
    case .oddHeader(let oddity, let frames):
      frames.ranges.isEmpty ? "\(oddity)" : "\(frames.text): \(oddity)"
    case .becomesHalf(let layer, let part):
      "\(LayerName.label(layer)) of part \(part.label) is float and becomes half, which keeps 11 bits of it"
    case .copiedLayer(let layer):
      "\(PathText.shown(layer)) has red, green and blue but its name says data: it is copied"
    case .lossySource(let part, let compression):
      "part \(part.label) comes in \(compression), which is lossy"
    case .timeCodeJump(let frame, let found, let expected):
      "time code jumps at frame \(frame): \(found.text), not \(expected.text)"
    case .moreTimeCodeJumps(let count): "time code jumps \(count) time\(count == 1 ? "" : "s") more"
    case .timeCodeOffNumbers(let frames): "time code contradicts the number of \(frames.place)"
    case .timeCodeOffRate(let frames, let rate, let dropFrame):
      "time code of \(frames.place) does not exist at \(rate.spoken) frames/s"
        + (dropFrame ? ", drop-frame" : "")
    case .unreadableTimeCode(let frames):
      "the word for the time code of \(frames.place) is no time code"
    case .missingTimeCode(let frames, let isCounted):
      "\(frames.place) \(frames.isOne ? "has" : "have") no time code"
        + (isCounted ? ": the count of the others is written, not --start-tc" : "")
    case .unusedStartTimeCode: "--start-tc is not used: every frame has time code"
    case .uncountedTimeCode(let frames, let reason):
      "no time code for \(frames.map(\.words).joined(separator: " and ")): \(reason.words)"
    case .drawnSlateLeftOut(let frame): "\(frame) is a drawn slate: left out"
    case .slateReplaces(let file): file.words
    case .foreignSlate(let path): "\(path) is there and was not drawn by turnover: it stays as it is"
    case .slateNotDrawn(let error): error.words
    case .slateLacksCharacters(let label, let characters):
      "the slate's font lacks characters of \(label), boxes stand for them: "
        + characters.prefix(12).joined(separator: " ") + (characters.count > 12 ? " …" : "")
    case .slateShortened(let labels):
      "the slate has no room for all of \(labels.prefix(6).joined(separator: ", "))"
        + (labels.count > 6 ? " and \(labels.count - 6) more" : "")
    case .keptUncompared(let first, let count, let property):
      "\(PlaceObjection.files(first, count)) kept without a look at the \(property), "
        + "of which the header says nothing"
    }
  }
}

extension Warning.MadeFrames {
  fileprivate var words: String {
    switch self {
    case .fillers: "frames that are held or black"
    case .slate: "the slate"
    }
  }
}

extension Warning.UncountedReason {
  fileprivate var words: String {
    switch self {
    case .noRate: "no header says the frame rate; --fps would let it be counted"
    case .rate(let error): error.words
    }
  }
}
