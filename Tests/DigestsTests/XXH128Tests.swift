import Digests
import Testing

/// The vectors are what `xxh128sum` of xxHash 0.8.1 prints.
@Suite struct XXH128Tests {
  @Test(arguments: [
    ("", "99aa06d3014798d86001c324468d497f"),
    ("a", "a96faf705af16834e6c632b61e964e1f"),
    ("abc", "06b05ab6733a618578af5f94892f3950"),
  ])
  func `it is what xxh128sum prints`(text: String, digest: String) {
    #expect(XXH128Tests.digest(Array(text.utf8)).text == digest)
  }

  @Test func `pieces give the digest of the whole`() {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 251) }
    for cut in [0, 1, 240, 241, 1024, 4999, 5000] {
      var stream = XXH128Stream()
      for piece in [bytes[..<cut], bytes[cut...]] {
        unsafe piece.withUnsafeBytes { unsafe stream.update($0) }
      }
      #expect(stream.finish() == XXH128Tests.digest(bytes), "cut at \(cut)")
    }
  }

  @Test func `its text is read back, and no other`() {
    let digest = XXH128Tests.digest([1, 2, 3])
    #expect(XXH128(digest.text) == digest)
    for text in [
      "", "99aa06d3014798d86001c324468d497", "99aa06d3014798d86001c324468d497g",
      "é" + digest.text.dropFirst(),
    ] {
      #expect(XXH128(text) == nil)
    }
  }

  private static func digest(_ bytes: [UInt8]) -> XXH128 {
    unsafe bytes.withUnsafeBytes { unsafe XXH128(of: $0) }
  }
}
