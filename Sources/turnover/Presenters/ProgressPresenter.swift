import Delivery
import Foundation
import Synchronization

/// Shows how a run goes: a bar on a terminal, a line now and then elsewhere.
final class ProgressPresenter: Sendable {
  private let started = ContinuousClock.now
  private let json: Bool
  private let shown = Mutex(Shown())

  private struct Shown {
    var at: ContinuousClock.Instant?
    var isDrawn = false
    var isPrinted = true
  }

  init(json: Bool) {
    self.json = json
  }

  func show(_ progress: FrameProgress) {
    // Frames are delivered also where that cannot be printed any more. It is said once, and the status tells.
    if json, isPrinted, !Terminal.print(JSONLine.encode(FrameEvent(progress))) {
      shown.withLock { $0.isPrinted = false }
    }
    shown.withLock { shown in
      if progress.frame.status == .failed {
        if shown.isDrawn { Terminal.redraw("") }
        Terminal.complain("\(progress.frame.nameOfFailure): \(progress.frame.reason ?? "failed")")
      }
      let now = ContinuousClock.now
      let pause: Duration = Terminal.showsProgress ? .milliseconds(100) : .seconds(10)
      let isLast = progress.finished == progress.total
      // Elsewhere than on a terminal a short run needs no lines of progress at all.
      let since = shown.at ?? (Terminal.showsProgress ? nil : started)
      guard since.map({ now - $0 >= pause }) ?? true || (isLast && Terminal.showsProgress) else { return }
      shown.at = now
      if Terminal.showsProgress {
        shown.isDrawn = true
        Terminal.redraw(line(progress, at: now, bar: true))
      } else {
        Terminal.complain(line(progress, at: now, bar: false))
      }
    }
  }

  /// Whether every frame could be printed where JSON is asked for.
  var isPrinted: Bool { shown.withLock(\.isPrinted) }

  /// Leaves the bar's line.
  func end() {
    shown.withLock { if $0.isDrawn { Terminal.complain("") } }
  }

  private func line(_ progress: FrameProgress, at now: ContinuousClock.Instant, bar: Bool) -> String {
    let seconds = (now - started) / .seconds(1)
    let rate = seconds > 0 ? Double(progress.finished) / seconds : 0
    let left = rate > 0 ? Double(progress.total - progress.finished) / rate : 0
    var words = "\(progress.finished)/\(progress.total) frames, "
    words += "\(rate.formatted(places: 1)) frames/s, \(left.clock) left"
    if bar {
      let width = 30
      let full = progress.total > 0 ? progress.finished * width / progress.total : width
      words =
        "[" + String(repeating: "█", count: full) + String(repeating: "·", count: width - full) + "] " + words
    }
    return words
  }
}

extension Report.Frame {
  /// What a person looks for: the file that was read, and where it is no frame of its own, what it was for.
  fileprivate var nameOfFailure: String {
    let name = source ?? ""
    guard let destination, role == "slate" || content != "source" else { return name }
    return "\(name), for \(role == "slate" ? "the slate " : "")\(destination)"
  }
}

/// One finished frame, as `--json` prints it.
private struct FrameEvent: Encodable {
  let schemaVersion = Report.currentSchemaVersion
  let event = "frame"
  let finished: Int
  let total: Int
  let frame: Report.Frame

  init(_ progress: FrameProgress) {
    finished = progress.finished
    total = progress.total
    frame = progress.frame
  }
}

/// JSON on one line, its keys in a fixed order.
enum JSONLine {
  static func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Our own values hold only text and integers, which always encode.
    guard let data = try? encoder.encode(value) else { preconditionFailure("a result that is no JSON") }
    return plain(String(decoding: data, as: UTF8.self))
  }

  /// The same JSON without characters that a terminal would obey or hide. They stand in strings only, and JSON
  /// requires an escape for the first 32 alone.
  private static func plain(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: \.isObeyed) else { return json }
    return json.unicodeScalars.reduce(into: "") { text, scalar in
      guard scalar.isObeyed else { return text.unicodeScalars.append(scalar) }
      for unit in String(scalar).utf16 { text += String(format: "\\u%04x", unit) }
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isObeyed: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension Double {
  /// With a fixed number of decimal places and a point, whatever the locale.
  func formatted(places: Int) -> String {
    String(format: "%.\(places)f", self)
  }

  /// Seconds as `m:ss`, or `h:mm:ss` from an hour on.
  var clock: String {
    let seconds = Int(rounded(.up))
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, minutes, seconds % 60)
      : String(format: "%d:%02d", minutes, seconds % 60)
  }
}
