import DPX
import Foundation
import TestSupport
import Testing

extension Corpus {
  fileprivate static func files(in name: String) -> [URL] {
    files { $0.hasPrefix("\(name)/") && $0.hasSuffix(".dpx") }.map { URL(fileURLWithPath: "\(folder)/\($0)") }
  }

  fileprivate static var absence: Comment { "no corpus at \(folder)" }
}

@Suite(.enabled(if: !Corpus.files(in: "dpx").isEmpty, Corpus.absence)) struct CorpusTests {
  @Test func soundFilesAreRead() throws {
    for file in Corpus.files(in: "dpx") {
      let bytes = Array(try Data(contentsOf: file))
      let decoded = try Decoded(bytes)
      #expect(decoded.planes.allSatisfy { $0.count == decoded.image.width * decoded.image.height })
      #expect(decoded.image.encoding == nil)
    }
  }

  /// The codes that FFmpeg finds.
  @Test(.enabled(if: Tool.ffmpeg.isExpected, Tool.ffmpeg.absence))
  func soundFilesHaveTheCodesOfFFmpeg() throws {
    for file in Corpus.files(in: "dpx") {
      let decoded = try Decoded(Array(try Data(contentsOf: file)))
      let format = "gbrp\(decoded.image.bitDepth.rawValue)le"
      let raw = try Tool.ffmpeg(["-v", "error", "-i", file.path, "-f", "rawvideo", "-pix_fmt", format, "-"])
      let expected = [decoded.planes[1], decoded.planes[2], decoded.planes[0]].joined()
      #expect(
        Array(raw) == expected.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "\(file.lastPathComponent)")
    }
  }

  /// One 32-bit limit, one file with two elements, one with nonsense everywhere.
  @Test func damagedFilesAreRefused() throws {
    let expected: [String: (DPXError) -> Bool] = [
      "oiio_bomb-46341.dpx": { if case .pixelsTruncated = $0 { true } else { false } },
      "oiio_crash-1chan-10bit-filled-methodA.dpx": { $0 == .elementCount(count: 2) },
      "oiio_crash-badusersize.dpx": { $0 == .elementCount(count: 256) },
    ]
    let files = Corpus.files(in: "dpx-damaged")
    #expect(!files.isEmpty)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      let error = #expect(throws: DPXError.self) { try parsed(bytes) }
      let matches = expected[file.lastPathComponent]
      #expect(error.map { matches?($0) ?? true } == true, "\(file.lastPathComponent): \(error as Any)")
    }
  }
}
