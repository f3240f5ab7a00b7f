import ACES
import Conversion
import Files
import FrameSequence
import Slate
import Timecode

extension Refusal.Reason {
  /// What is wrong, as one sentence without its subject.
  public var text: String {
    switch self {
    case .colour(let objection): objection.text
    case .numbering(let refusal): refusal.words
    case .shotList(let problem): problem.words
    case .report(let obstacle): "the report cannot be written: \(obstacle.words)"
    case .untaggedProxy: "nothing in the DPX says that its codes are ACESproxy"
    case .otherCodes(let option, let said, let encoding):
      (ACESproxy(rawValue: said) == nil
        ? "a DPX is read as ACESproxy alone" : "its codes have \(encoding.bitDepth) bits")
        + ", but \(option) says \(said)"
    case .changingTags(let frame, let tags, let firstTags):
      "\(Self.place(frame, else: "a frame")) says \(tags), the first says \(firstTags)"
    case .changingCodes(let frame, let bits, let firstBits):
      "\(Self.place(frame, else: "a frame")) has \(bits)-bit codes, the first \(firstBits)-bit ones: convert them apart"
    case .assumedTwice(let first, let second): "--assume names it twice, with \(first) and with \(second)"
    case .assumedNothing(let pattern, _): "--assume names no sequence of it by \(pattern)"
    case .disagreeingTags(let first, let firstTags, let second, let secondTags):
      "--assume SPACE is for tags that all say the same, but \(first) says \(firstTags), "
        + "and \(second) says \(secondTags)"
    case .slateTagsDisagree(let tags, let shotTags):
      "--assume SPACE is for tags that all say the same: its own say \(tags), those of the shot "
        + "\(shotTags). Say --assume 'PATTERN=SPACE' for what is tagged wrong"
    case .proxyForEXR(let option, let encoding):
      "\(option) \(encoding) is for DPX, and this is an EXR: name the space of its pixels"
    case .previewOfDPX: "a DPX is a preview already"
    case .headerOfDPX: "only headers of EXRs are rewritten, and this is a DPX"
    case .deepBlack(let options):
      "deep samples have no black: say "
        + options.map { "\($0) hold or keep" }.joined(separator: " and ")
    case .mixed(let contrasts): contrasts.compactMap(\.mix).joined(separator: "; ")
    case .cutWithoutTimeCode:
      "--cut-tc needs time code and the source has none (--start-tc only writes one): say --cut with numbers"
    case .cutWithoutRate: "--cut-tc needs a frame rate: say --fps where headers have none"
    case .cutNotInSource(let first, let last, let error):
      "--cut-tc \(first.text)\(last.map { "-\($0.text)" } ?? ""): \(error.words)"
    case .cutOutsideSource(let first, let last, let sourceFirst, let sourceLast):
      "\(first.text)–\(last.text) is outside this source, which has \(sourceFirst.text)–\(sourceLast.text)"
    case .cutBeyondSource(let first, let last, let sourceFirst, let sourceLast):
      "\(first.text)–\(last.text) reaches beyond this source, which has \(sourceFirst.text)–\(sourceLast.text)"
    case .otherRate(let frame, let given, let found):
      "--fps says \(given.spoken) frames/s, but \(Self.place(frame)) says \(found.spoken) in its header"
    case .otherDropFrame(let frame, let given, let timeCode):
      "--fps says \(given ? "DF" : "NDF"), but \(Self.place(frame)) has "
        + "\(given ? "no drop-frame" : "drop-frame") time code, \(timeCode.text)"
    case .rateWithoutDropFrame(let frame, let given, let timeCode):
      "--fps says \(given.spoken) frames/s, but \(Self.place(frame)) has drop-frame time code, \(timeCode.text)"
    case .slateFile(let path, let reason):
      "the slate \(path): \(reason.text)"
        + (reason == .colour(.untagged)
          ? ": say --from SPACE, which is for everything that is untagged" : "")
    case .slateUnreadable(let path, let failure): "the slate \(path): \(failure.text)"
    case .slateIsDPX(let path): "the slate \(path) is a DPX, and a slate is an EXR"
    case .slateResolution(let path): "the slate \(path) has another resolution than the shot"
    case .slatePixelAspect(let path, let aspect, let shotAspect):
      "the slate \(path) has pixels of aspect \(aspect), and the shot of \(shotAspect)"
    case .deepSlate: "a deep sequence has no drawn slate: say --slate first, --slate FILE or --slate none"
    case .slateTooLarge(let width, let height):
      "a slate of \(width)×\(height) is larger than any frame may be"
    case .slateNotDrawn(let error): error.words
    case .slateReplaces(let file): file.words
    case .name(let error): error.words
    case .place(let objection): objection.words
    case .folderFailure(let error): "\(error)"
    case .outputIsSource(let folder): "the output folder \(folder) is the folder of a source"
    case .keptDiffers(let first, let count, let difference):
      "\(PlaceObjection.files(first, count)) there already, and cannot be kept: \(difference.words)"
    case .replacedFrame(let first, let count, let found, let ordered):
      "\(PlaceObjection.files(first, count)) of another source frame, and would be replaced: "
        + "it stands for \(found), not for \(ordered)"
    case .replacedPreview(let first, let count, let found, let ordered):
      "\(PlaceObjection.files(first, count)) of another source frame, and would be replaced: "
        + "it shows \(found), not \(ordered)"
    case .tooLarge(let largest, let count, let need, let limit):
      "\(largest) needs \(need >> 20) MiB of memory, and \(limit >> 20) MiB are allowed"
        + (count > 1 ? "; \(count) frames need more than that" : "")
    case .search(let problem, let extensions, let instead):
      problem.words(extensions: Set(extensions), instead: instead)
    case .wishesOfNoSequence(let path): "\(path) has wishes of its own and is no sequence of it"
    case .onlyEXRs: "only EXRs are in it or below it, and ACESproxy is for DPX"
    case .onlyDPX: "only DPX are in it or below it, and folders are searched for EXRs"
    }
  }

  private static func place(_ frame: Int?, else unnumbered: String = "the file") -> String {
    frame.map { "frame \($0)" } ?? unnumbered
  }
}
