import ArgumentParser
import Delivery
import Foundation
import FrameSequence
import Planning
import Timecode

/// Names, time code and slate: what a delivery has besides pixels and numbers.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Names of delivered files: {sequence} {folder} {shot} {plate} {colorspace} {version} and ####.",
      valueName: "template"))
  var name: String?

  @Option(
    name: .customLong("version-tag"),
    help: ArgumentHelp("The delivery's version, for names and slates.", valueName: "v001"))
  var versionTag: String?

  @Option(
    help: ArgumentHelp(
      "Frame rate of sources that do not say, others must agree: 24, 23.976, 29.97 DF.", valueName: "rate"))
  var fps: String?

  @Option(
    name: .customLong("start-tc"),
    help: ArgumentHelp("Time code of the first frame of sources that have none; with --fps.", valueName: "tc")
  )
  var startTimeCode: String?

  @Option(
    help: ArgumentHelp(
      "The frame before head-in: none, drawn, the first source frame, or a file. A drawn slate is made last and says "
        + "what was delivered. (none, render, first, FILE)",
      valueName: "slate"))
  var slate = "none"

  @Option(
    name: .customLong("slate-text"),
    help: ArgumentHelp(
      "What a drawn slate says: show=…, sequence=…, shot=…, version=…, date=…, or a row of its own.",
      valueName: "key=value"))
  var slateTexts: [String] = []

  @Option(help: ArgumentHelp("Notes on a drawn slate.", valueName: "text"))
  var notes: String?

  func validate() throws {
    var wishes = SequenceWishes()
    try apply(to: &wishes)
  }

  /// For commands that can draw a slate.
  func validateSlateTexts() throws {
    guard slate == "render" || (slateTexts.isEmpty && notes == nil) else {
      throw ValidationError("--notes and --slate-text are for a drawn slate: say --slate render too.")
    }
  }

  func apply(to wishes: inout SequenceWishes) throws {
    if let name {
      let bytes = try RawArguments.plain(name, of: "--name")
      do throws(NameTemplateError) {
        wishes.naming.template = try NameTemplate(parsing: bytes)
      } catch {
        throw ValidationError("--name: \(error.words).")
      }
    }
    wishes.naming.versionTag = try versionTag.map { try RawArguments.plain($0, of: "--version-tag") }
    wishes.time.rate = try fps.map(GivenRate.init(argument:))
    if let startTimeCode {
      guard let base = wishes.time.rate?.base else {
        throw ValidationError("--start-tc needs --fps: time code counts frames.")
      }
      do throws(TimeCodeError) {
        let code = try TimeCode(parsing: startTimeCode)
        // A code that does not exist at this rate could not be counted on from.
        _ = try code.givenFrameCount(base)
        wishes.time.start = code
      } catch {
        throw ValidationError("--start-tc: \(error.words).")
      }
    }
    switch slate {
    case "none": wishes.numbering.slate = .none
    case "render": wishes.numbering.slate = .render
    case "first": wishes.numbering.slate = .first
    default: wishes.numbering.slate = .file(try RawArguments.path(slate, of: "--slate"))
    }
    if versionTag != nil, slate != "render", wishes.naming.template?.fields.contains(.version) != true {
      throw ValidationError(
        "--version-tag is for {version} in --name and for drawn slates: nothing shows it.")
    }
    wishes.slate.texts = try slateTexts.map { text in
      _ = try RawArguments.plain(text, of: "--slate-text")
      guard let equals = text.firstIndex(of: "="), !text[..<equals].allSatisfy(\.isWhitespace) else {
        throw ValidationError("--slate-text takes key=value, such as show=Sintel.")
      }
      let name = try RawArguments.text(String(text[..<equals]))
      if let fact = SlateRequest.fact(named: name) {
        throw ValidationError(
          "--slate-text cannot say \(name): a slate's \(fact) is what the plan says. It takes "
            + "\(SlateRequest.fields.joined(separator: ", ")), and rows of your own.")
      }
      return (name, try RawArguments.text(String(text[text.index(after: equals)...])))
    }
    wishes.slate.notes = String(
      decoding: try notes.map { try RawArguments.plain($0, of: "--notes") } ?? [], as: UTF8.self)
    if wishes.numbering.slate == .render { wishes.slate.date = try DeliveryOptions.today }
  }

  /// The date, or that of SOURCE_DATE_EPOCH where it is set, as `2026-03-05`.
  private static var today: String {
    get throws {
      let formatter = DateFormatter()
      formatter.locale = Locale(identifier: "en_US_POSIX")
      formatter.dateFormat = "yyyy-MM-dd"
      if let epoch = try Clock.sourceDateEpoch {
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        return formatter.string(from: Date(timeIntervalSince1970: Double(epoch)))
      }
      return formatter.string(from: Date())
    }
  }
}

extension GivenRate {
  /// The frame rate that an argument gives, with or without DF.
  init(argument text: String) throws {
    do throws(TimeCodeError) {
      self = try GivenRate(parsing: text)
    } catch {
      throw ValidationError("--fps: \(error.words).")
    }
  }
}

/// What time it is.
enum Clock {
  /// Seconds since 1970 that the environment fixes, so that results can be repeated.
  static var sourceDateEpoch: Int? {
    get throws {
      guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty else {
        return nil
      }
      guard let seconds = Int(text), years.contains(seconds) else {
        throw ValidationError(
          "SOURCE_DATE_EPOCH is '\(text)', which is no number of seconds since 1970 in the years 0 to 9999.")
      }
      return seconds
    }
  }

  /// The years of four digits, in seconds since 1970.
  private static let years = -62_167_219_200...253_402_300_799
}
