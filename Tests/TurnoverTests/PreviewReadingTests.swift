import Foundation
import Testing

/// "A DPX says nothing about ACESproxy by itself: the input is taken as such with `--from acesproxy10|12` or where
/// the image element's description is ours; otherwise it is refused."
@Suite(.needsPython) struct PreviewReadingTests {
  /// Linear AP1 of a code, by Equations 3 and 7 of S-2013-001.
  static func linear(_ code: Int, bits: Int) -> Double {
    bits == 10 ? exp2((Double(code) - 425) / 50 - 2.5) : exp2((Double(code) - 1700) / 200 - 2.5)
  }

  private func convert(
    _ folder: Folder, _ extra: [Argument], to: Argument = "acescg", name: String = "in/a.####.dpx"
  ) throws -> Converted {
    try Turnover.convert([Argument(folder(name))], into: folder("out"), ["--to", to] + extra)
  }

  @Test(arguments: [10, 12]) func everyCodeBecomesItsLightAndComesBack(bits: Int) throws {
    let folder = try Folder()
    let count = 1 << bits
    let source = PreviewSource(width: 64, height: count / 64, bits: bits) { x, y, _ in UInt32(64 * y + x) }
    try File.write(source.bytes, to: folder("in/a.0001.dpx"))
    for to in ["acescg", "aces2065-1"] {
      let run = try convert(folder, ["--from", "acesproxy\(bits)", "--overwrite"], to: Argument(to))
      #expect(run.status == 0, "\(run.err)")
      let (low, high) = bits == 10 ? (64, 940) : (256, 3760)
      // What is outside of the range represents no image data.
      #expect(run.err.contains("\(3 * (count - (high - low + 1))) codes"), "\(run.err)")
      let planes = try Samples.read(folder("out/a.0001.exr"))[0]
      for channel in ["R", "G", "B"] {
        let plane = try #require(planes[channel])
        #expect(plane.type == "half")
        for code in low...high {
          // Neutrals are the same in both spaces.
          let wanted = Float16(PreviewReadingTests.linear(code, bits: bits))
          #expect(plane.bits[code] == UInt32(wanted.bitPattern), "\(to) \(channel) code \(code)")
        }
        #expect(plane.bits[0] == plane.bits[low] && plane.bits[count - 1] == plane.bits[high])
      }
      let back = try Turnover.preview(
        [Argument(folder("out"))], into: folder("back"), ["--encoding", "acesproxy\(bits)", "--overwrite"])
      #expect(back.status == 0)
      let file = try PreviewFile(folder("back/a.0001.dpx"))
      for code in low...high {
        for channel in 0..<3 {
          #expect(Int(file.code(code % 64, code / 64, channel: channel)) == code, "\(to) \(code)")
        }
      }
    }
  }

  @Test(arguments: [10, 12]) func coloursAreThoseOfTheFormulas(bits: Int) throws {
    let folder = try Folder()
    let span: UInt32 = bits == 10 ? 876 : 3504
    let source = PreviewSource(width: 61, height: 47, bits: bits) { x, y, channel in
      span / 219 * 16 + (UInt32(x) &* 7919 &+ UInt32(y) &* 104_729 &+ UInt32(channel) &* 613) % span
    }
    try File.write(source.bytes, to: folder("in/a.0001.dpx"))
    let run = try convert(folder, ["--from", "acesproxy\(bits)"])
    #expect(run.status == 0, "\(run.err)")
    let planes = try Samples.read(folder("out/a.0001.exr"))[0]
    for (index, channel) in ["R", "G", "B"].enumerated() {
      let plane = try #require(planes[channel])
      for y in 0..<source.height {
        for x in 0..<source.width {
          let code = Int(source.code(x, y, index))
          let wanted = Float16(PreviewReadingTests.linear(code, bits: bits))
          #expect(plane.bits[y * source.width + x] == UInt32(wanted.bitPattern), "\(channel) \(x) \(y)")
        }
      }
    }
    // ACEScg and ACES2065-1 of the same codes are conversions of one another.
    let other = try Turnover.convert(
      [Argument(folder("in/a.####.dpx"))], into: folder("ap0"), ["--to", "ap0", "--from", "acesproxy\(bits)"])
    #expect(other.status == 0)
    let verdict = try Python.judge(folder("out"), folder("ap0"), from: "acescg", to: "aces2065-1")
    // The direct way rounds once, the judge's twice: neighbours are right, and nothing further off.
    #expect(verdict.problems.allSatisfy { $0.contains("are identical") }, "\(verdict.problems)")
  }

  struct Form: CustomTestStringConvertible {
    var source: PreviewSource

    /// Codes of 12 bits are four times as high, so that every bit is used.
    init(source: PreviewSource) {
      self.source = source
      if source.bits == 12 { self.source.code = { x, y, channel in 4 * source.code(x, y, channel) } }
    }

    var testDescription: String {
      "\(source.bits) bits, packing \(source.packing), \(source.littleEndian ? "little" : "big")-endian, "
        + "\(source.width)×\(source.height), \(source.linePadding) bytes behind lines, data at \(source.dataOffset)"
    }
  }

  static let forms: [Form] = {
    var forms: [Form] = []
    for bits in [10, 12] {
      for packing in 0...2 {
        for width in [7, 8] {
          forms.append(Form(source: PreviewSource(width: width, bits: bits, packing: packing)))
          forms.append(
            Form(source: PreviewSource(width: width, bits: bits, littleEndian: true, packing: packing)))
        }
      }
    }
    forms.append(Form(source: PreviewSource(width: 7, bits: 12, padsLines: false)))
    forms.append(Form(source: PreviewSource(width: 7, bits: 10, linePadding: 12)))
    forms.append(Form(source: PreviewSource(width: 8, bits: 12, linePadding: 4)))
    forms.append(Form(source: PreviewSource(bits: 10, dataOffset: 8192)))
    // Sizes that are wrong, and those that are undefined; an offset that leads outside, where the other does not.
    forms.append(Form(source: PreviewSource(words: [16: 17])))
    forms.append(Form(source: PreviewSource(words: [16: .max, 812: .max, 816: .max])))
    forms.append(Form(source: PreviewSource(words: [808: 0xFFFF_FF00])))
    forms.append(Form(source: PreviewSource(words: [4: 0xFFFF_FF00])))
    return forms
  }()

  @Test(arguments: forms) func everyFormOfFileIsRead(_ form: Form) throws {
    let folder = try Folder()
    try File.write(form.source.bytes, to: folder("in/a.0001.dpx"))
    let run = try convert(folder, ["--from", "acesproxy\(form.source.bits)"])
    #expect(run.status == 0, "\(run.err)")
    let planes = try Samples.read(folder("out/a.0001.exr"))[0]
    for (index, channel) in ["R", "G", "B"].enumerated() {
      let wanted = (0..<form.source.width * form.source.height).map { at in
        let code = Int(form.source.code(at % form.source.width, at / form.source.width, index))
        return UInt32(Float16(PreviewReadingTests.linear(code, bits: form.source.bits)).bitPattern)
      }
      #expect(planes[channel]?.bits == wanted, "\(channel)")
    }
  }

  struct Refused: CustomTestStringConvertible {
    var source: PreviewSource
    var words: [String]
    var testDescription: String
  }

  static let refused = [
    Refused(source: PreviewSource(encoding: 1), words: ["run-length"], testDescription: "RLE"),
    Refused(source: PreviewSource(bits: 8), words: ["8"], testDescription: "8 bits"),
    Refused(source: PreviewSource(bits: 16), words: ["16"], testDescription: "16 bits"),
    Refused(source: PreviewSource(descriptor: 51), words: ["51"], testDescription: "RGBA"),
    Refused(source: PreviewSource(descriptor: 100), words: ["100"], testDescription: "4:2:2"),
    Refused(source: PreviewSource(descriptor: 6), words: ["6"], testDescription: "luma"),
    Refused(source: PreviewSource(width: 0), words: [], testDescription: "no width"),
    Refused(
      source: PreviewSource(words: [772: 100_000]), words: [], testDescription: "more pixels than bytes"),
    Refused(source: PreviewSource(words: [772: .max, 776: .max]), words: [], testDescription: "endless"),
    Refused(
      source: PreviewSource(words: [4: 0xFFFF_FF00, 808: 0xFFFF_FF00]), words: ["outside"],
      testDescription: "data behind the end"),
    Refused(
      source: PreviewSource(words: [768: 0x0001_0001]), words: ["orientation"], testDescription: "mirrored"),
  ]

  @Test(arguments: refused) func otherFormsAreRefusedWithTheReason(_ each: Refused) throws {
    let folder = try Folder()
    try File.write(each.source.bytes, to: folder("in/a.0001.dpx"))
    let run = try convert(folder, ["--from", "acesproxy10"])
    #expect(run.status == 1 || run.status == 2, "\(run.err)")
    #expect(run.err.contains("a.0001.dpx") || run.err.contains("a.####.dpx"))
    for word in each.words { #expect(run.err.contains(word), "\(run.err)") }
    #expect(try folder.names("out").isEmpty)
  }

  @Test func theDescriptionDecidesWhereItIsOurs() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    for bits in [10, 12] {
      let made = try Turnover.preview(
        [Argument(folder("in"))], into: folder("pre\(bits)"), ["--encoding", "acesproxy\(bits)"])
      #expect(made.status == 0)
      let run = try Turnover.convert([Argument(folder("pre\(bits)/a.####.dpx"))], into: folder("out\(bits)"))
      #expect(run.status == 0, "\(run.err)")
      #expect(run.sequences.first?.colour.from == "acesproxy\(bits)")
      #expect(run.sequences.first?.colour.evidence.contains("description") == true)
      #expect(run.sequences.first?.colour.to == "acescg")
      #expect(try folder.names("out\(bits)") == ["a.0001.exr", "a.0002.exr"])
      let part = try HeaderFacts(folder("out\(bits)/a.0001.exr")).parts[0]
      #expect(part.text("colorInteropID") == "lin_ap1_scene")
      #expect(part.attributes["chromaticities"]?.floats == PlainFrame.ap1)
      #expect(part.compression == "piz")
      #expect(part.channels == ["R": "half", "G": "half", "B": "half"])
      // The option is for what does not say itself what it is.
      let agreed = try Turnover.convert(
        [Argument(folder("pre\(bits)"))], into: folder("agreed\(bits)"), ["--from", "acesproxy\(bits)"])
      #expect(agreed.status == 0, "\(agreed.err)")
      let contrary = try Turnover.convert(
        [Argument(folder("pre\(bits)"))], into: folder("other\(bits)"), ["--from", "acesproxy\(22 - bits)"])
      #expect(contrary.status == 0, "\(contrary.err)")
      #expect(
        try File.read(folder("other\(bits)/a.0001.exr")) == File.read(folder("agreed\(bits)/a.0001.exr")))
    }
  }

  @Test func withoutAWordItIsRefusedWithAdviceThatWorks() throws {
    let folder = try Folder()
    for description in ["", "IMAGE DESCRIPTION DATA", "ACES", "Cineon log", "ACESproxy11"] {
      try File.write(
        PreviewSource(description: description).bytes, to: folder("in/a.0001.dpx"))
      let run = try convert(folder, [])
      #expect(run.status == 2, "\(description)")
      #expect(run.err.contains("--from acesproxy10"), "\(run.err)")
      #expect(!File.exists(folder("out")))
    }
    let run = try convert(folder, ["--from", "acesproxy10"])
    #expect(run.status == 0)
  }

  @Test func aWordAboutAnotherDepthIsNoHelp() throws {
    let folder = try Folder()
    try File.write(PreviewSource(bits: 12).bytes, to: folder("in/a.0001.dpx"))
    let run = try convert(folder, ["--from", "acesproxy10"])
    #expect(run.status == 1 || run.status == 2)
    #expect(run.err.contains("12 bits"), "\(run.err)")
    #expect(try folder.names("out").isEmpty)
  }

  @Test(arguments: ["--from", "--assume"]) func aDPXIsNothingButACESproxy(option: String) throws {
    let folder = try Folder()
    let description = option == "--from" ? "" : "ACESproxy10"
    try File.write(PreviewSource(description: description).bytes, to: folder("in/a.0001.dpx"))
    let run = try convert(folder, [Argument(option), "acescg"])
    #expect(run.status == 2, "\(option) was ignored")
    #expect(!File.exists(folder("out")))
  }

  @Test func framesThatDisagreeAreRefused() throws {
    let folder = try Folder()
    try File.write(PreviewSource(description: "ACESproxy10").bytes, to: folder("in/a.0001.dpx"))
    try File.write(PreviewSource(bits: 12, description: "ACESproxy12").bytes, to: folder("in/a.0002.dpx"))
    let run = try convert(folder, [])
    #expect(run.status == 2)
    #expect(run.err.contains("frame 2"), "\(run.err)")
  }

  @Test func aPreviewOfAPreviewIsRefused() throws {
    let folder = try Folder()
    try File.write(PreviewSource(description: "ACESproxy10").bytes, to: folder("in/a.0001.dpx"))
    let run = try Turnover.preview([Argument(folder("in/a.####.dpx"))], into: folder("out"))
    #expect(run.status == 2)
    let beside = try convert(folder, ["--preview", "\(folder("pre"))"])
    #expect(beside.status == 2)
    #expect(try folder.names() == ["in", "in/a.0001.dpx"])
  }

  @Test func whatTheHeaderSaysGoesOver() throws {
    let folder = try Folder()
    var source = PreviewSource(description: "ACESproxy10")
    source.words = [
      1628: 2, 1632: 1, 1920: 0x0102_0314, 1924: 0x1234_5678, 1724: Float(23.976).bitPattern,
      1940: Float(23.976).bitPattern,
    ]
    try File.write(source.bytes, to: folder("in/a.0007.dpx"))
    let run = try convert(folder, ["--start", "1001"])
    #expect(run.status == 0, "\(run.err)")
    let part = try HeaderFacts(folder("out/a.1001.exr")).parts[0]
    #expect(part.attributes["pixelAspectRatio"]?.floats == [2])
    #expect(part.attributes["timeCode"]?.bytes == PlainFrame.words([0x0102_0314, 0x1234_5678]))
    #expect(part.attributes["framesPerSecond"]?.bytes == PlainFrame.words([24000, 1001]))
    #expect(Tool.succeeds(["exrheader", "\(folder("out/a.1001.exr"))"]))

    // And nothing where it says nothing.
    try File.write(PreviewSource(description: "ACESproxy10").bytes, to: folder("in/a.0007.dpx"))
    #expect(try convert(folder, ["--start", "1001", "--overwrite"]).status == 0)
    let bare = try HeaderFacts(folder("out/a.1001.exr")).parts[0]
    for name in ["timeCode", "framesPerSecond", "owner", "capDate", "cameraModel"] {
      #expect(bare.attributes[name] == nil, "\(name)")
    }

    // More frames than the two bits for tens of OpenEXR's word can count are none as well.
    let counting = PreviewSource(description: "ACESproxy10", words: [1920: 0x0102_0359])
    try File.write(counting.bytes, to: folder("in/a.0007.dpx"))
    #expect(try convert(folder, ["--start", "1001", "--overwrite"]).status == 0)
    #expect(try NumberedFile(folder("out/a.1001.exr")).timeCode == nil)
  }

  /// The programs may change codes on their way; FFmpeg says which they wrote.
  @Test(arguments: [10, 12]) func whatOtherProgramsWriteIsRead(bits: Int) throws {
    let folder = try Folder()
    var frame = PlainFrame()
    frame.width = 8
    try folder.sequence("in/a.", 1...1, frame: frame)
    let encoding: Argument = "acesproxy\(bits)"
    #expect(
      try Turnover.preview([Argument(folder("in"))], into: folder("pre"), ["--encoding", encoding]).status
        == 0)
    let preview: Argument = "\(folder("pre/a.0001.dpx"))"
    let writers: [(String, [Argument])] = [
      ("oiiotool", ["oiiotool", preview, "-d", "uint\(bits)", "-o"]),
      ("oiiotoolBig", ["oiiotool", preview, "--attrib", "oiio:Endian", "big", "-d", "uint\(bits)", "-o"]),
      ("ffmpeg", ["ffmpeg", "-v", "error", "-i", preview, "-pix_fmt", "gbrp\(bits)be"]),
      ("gm", ["gm", "convert", preview, "-depth", "\(bits)"]),
      ("convert", [Tool.imageMagick, preview, "-set", "colorspace", "sRGB", "-depth", "\(bits)"]),
    ]
    #expect(Tool.succeeds(["mkdir", "\(folder("others"))"]))
    for (name, words) in writers {
      let path = folder("others/\(name).0001.dpx")
      #expect(Tool.succeeds(words + [Argument(path)]), "\(name)")
      let raw = folder("\(name).raw")
      #expect(
        Tool.succeeds([
          "ffmpeg", "-v", "error", "-i", Argument(path), "-f", "rawvideo", "-pix_fmt", "gbrp\(bits)le",
          Argument(raw),
        ]))
      let bytes = try File.read(raw)
      let run = try Turnover.convert([Argument(path)], into: folder("out"), ["--from", encoding])
      #expect(run.status == 0, "\(name): \(run.err)")
      let planes = try Samples.read(folder("out/\(name).0001.exr"))[0]
      for (plane, channel) in ["G", "B", "R"].enumerated() {
        let wanted = (40 * plane..<40 * (plane + 1)).map { at in
          let code = Int(bytes[2 * at]) | Int(bytes[2 * at + 1]) << 8
          return UInt32(Float16(PreviewReadingTests.linear(code, bits: bits)).bitPattern)
        }
        #expect(planes[channel]?.bits == wanted, "\(name) \(channel)")
        #expect(Set(wanted).count > 10)
      }
    }
  }
}
