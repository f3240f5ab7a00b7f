import ArgumentParser
import Delivery
import FrameSequence
import Planning
import Timecode

/// What frames are numbered.
struct NumberOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Head-in gets this number: the first frame of the handles asked for, there or not.", valueName: "n"))
  var start: Int?

  @Option(
    name: .customLong("cut-in"), parsing: .unconditional,
    help: ArgumentHelp("Cut-in gets this number; the head handle lies below it.", valueName: "n"))
  var cutIn: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Every number is raised by this.", valueName: "n"))
  var offset: Int?

  @Flag(name: .customLong("keep-numbers"), help: "Frames keep their numbers (the default).")
  var keepNumbers = false

  @Flag(
    name: .customLong("allow-negative"),
    help: "Let numbers below 0 result, the slate's included; --start=-5, --cut-in=-5, --offset=-5 say so too."
  )
  var allowNegative = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The edit's range in source numbers, both included; handles extend it.", valueName: "a-b"))
  var cut: String?

  @Option(
    name: .customLong("cut-tc"),
    help: ArgumentHelp(
      "The edit's range in source time code: both ends, included (01:00:00:00-01:00:01:23), or the first and how long "
        + "it is, in frames or as time code (01:00:00:00+48, 01:00:00:00+00:00:02:00).",
      valueName: "in-out"))
  var cutTimeCode: String?

  @Option(
    help: ArgumentHelp(
      "Frames before cut-in and after cut-out; without --cut, of the frames that are there.",
      valueName: "head[,tail]"))
  var handles: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Deliver only these source numbers; no editorial meaning.", valueName: "a-b"))
  var range: String?

  @Option(
    help: ArgumentHelp(
      "Missing numbers: refuse, keep the gap, hold the frame before, or black.",
      valueName: "policy"))
  var gaps: NumberingRequest.MissingPolicy = .error

  @Option(
    name: .customLong("short-handles"),
    help: ArgumentHelp(
      "Frames of --handles that the source lacks. The cut never moves.",
      valueName: "policy"))
  var shortHandles: NumberingRequest.MissingPolicy = .keep

  @Option(
    help: ArgumentHelp(
      "Least number of digits; default four with --start and --cut-in, else as the source, four at least where numbers "
        + "change.", valueName: "n"))
  var pad: Int?

  func validate() throws {
    _ = try request()
    _ = try cutRange()
  }

  /// The request, without a slate.
  func request() throws -> NumberingRequest {
    let anchors: [(String, NumberingRequest.Anchor)] =
      [
        start.map { ("--start", .start($0)) }, cutIn.map { ("--cut-in", .cutIn($0)) },
        offset.map { ("--offset", .offset($0)) }, keepNumbers ? ("--keep-numbers", .keepNumbers) : nil,
      ].compactMap(\.self)
    guard anchors.count <= 1 else {
      let names = anchors.map(\.0).joined(separator: " and ")
      throw ValidationError("\(names) exclude each other: one of them fixes the numbers.")
    }
    guard range == nil || (cut == nil && cutTimeCode == nil) else {
      throw ValidationError("\(cut == nil ? "--cut-tc" : "--cut") and --range exclude each other.")
    }
    guard shortHandles == .keep || handles != nil else {
      throw ValidationError("--short-handles is for --handles: without them no handle can be short.")
    }
    var request = NumberingRequest(
      anchor: anchors.first?.1 ?? .keepNumbers, cut: try NumberOptions.range(cut, option: "--cut"),
      range: try NumberOptions.range(range, option: "--range"), handles: try parsedHandles(), gaps: gaps,
      shortHandles: shortHandles, pad: pad)
    // A dash behind a space may be a slip, or another option's; behind `=` it is a sign.
    request.allowsNegative = allowNegative || RawArguments.signs(["--start", "--cut-in", "--offset"])
    return request
  }

  /// The cut in time code, if it is given so.
  func cutRange() throws -> CutTimeCode? {
    guard let cutTimeCode else { return nil }
    guard cut == nil else { throw ValidationError("--cut and --cut-tc exclude each other.") }
    do throws(TimeCodeError) {
      if let cut = try CutTimeCode(parsing: cutTimeCode) { return cut }
    } catch {
      throw ValidationError("--cut-tc: \(error.words).")
    }
    throw ValidationError(
      "--cut-tc takes IN-OUT or IN+DURATION, such as 01:00:00:00-01:00:01:23 or 01:00:00:00+48.")
  }

  private func parsedHandles() throws -> Handles {
    guard let handles else { return .none }
    guard let parsed = Handles(parsing: handles) else {
      throw ValidationError("--handles takes a number of frames, or two: 8 or 8,12.")
    }
    return parsed
  }

  private static func range(_ text: String?, option: String) throws -> ClosedRange<Int>? {
    guard let text else { return nil }
    guard let range = FrameNumbers.range(text) else {
      throw ValidationError("\(option) takes two frame numbers, the first not above the second: 1009-1040.")
    }
    return range
  }
}

extension NumberingRequest.MissingPolicy: ExpressibleByArgument {}
