@testable import Slate

/// Slates that the tests draw.
enum Samples {
  /// What most slates say.
  static var usual: SlateContent {
    var content = SlateContent()
    content[.show] = "The Long Way Round"
    content[.shot] = "SH010"
    content[.frame] = "1000"
    content[.version] = "v003"
    content[.sequence] = "SQ010 Harbour"
    content[.name] = "LWR_sh010_v003.####.exr"
    content[.delivered] = SlateContent.text(frames: 1001...1120, pad: 4)
    content[.cut] = SlateContent.text(frames: 1009...1112, pad: 4)
    content[.handles] = "8 head, 8 tail"
    content[.date] = "2026-11-21"
    content[.source] = "sh010_pl01_v003.####.exr"
    content[.sourceRange] = SlateContent.text(frames: 86400...86519, pad: 5)
    content[.timeCodeIn] = "01:00:00:00"
    content[.timeCodeOut] = "01:00:04:23"
    content[.frameRate] = "23.976 fps"
    content[.colourSpace] = "ACES2065-1 (AP0, linear)"
    content.notes = "Stabilise before tracking; the horizon is to stay level.\nLens grid in /ref."
    return content
  }

  /// Too much of everything.
  static var crowded: SlateContent {
    var content = usual
    content[.show] = "Die außergewöhnlich lange Überfahrt — Élodie à Ærøskøbing & Ελλάδα / Москва"
    content[.shot] = "LWR_104_065_0120_PL01_with_a_name_that_does_not_end"
    content[.version] = "v003_director_approved_final_final"
    content[.frame] = "-1234567890123"
    content[.source] = "A003C012_230101_R1AB_LWR_104_065_0120_pl01_aces2065-1_v003.########.exr"
    content.remarks = ["Head handle is short: 1001–1003 are missing", "1050 is held from 1049"]
    for index in 1...12 {
      content.set(
        "Extra row number \(index)", to: String(repeating: "value \(index) ", count: index))
    }
    content.notes = String(repeating: "Keep the grain and the crane's shadow. ", count: 60) + "\n\nend"
    return content
  }

  /// What no font has, and what must not be taken at its word.
  static var hostile: SlateContent {
    var content = SlateContent()
    content[.show] = "👨‍👩‍👧‍👦 \u{202E}evil\u{0007}\u{0000}\u{1B}[31m tab\there"
    content[.shot] = "e\u{301}🎬日本\u{200D}x" + String(repeating: "\u{0323}", count: 5000)
    content[.frame] = "\u{FFFD}\u{10FFFF}"
    content[.source] = "🏳️‍🌈🇩🇪\u{FEFF}\r\n\u{2028}مرحبا"
    content.notes = String(repeating: "東京タワー", count: 4000) + "\u{85}\u{2029}\n\n\n"
    content.remarks = ["", "\n", "\u{0301}"]
    content.set("\u{0}", to: "\u{0}")
    content.set("", to: "no label")
    return content
  }

  static var all: [SlateContent] { [usual, crowded, hostile, SlateContent()] }

  static func typefaces() throws -> Typefaces { try Typefaces(SlateFonts.installed()) }
}
