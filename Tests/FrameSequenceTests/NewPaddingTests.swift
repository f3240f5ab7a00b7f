import Testing

@testable import FrameSequence

/// New numbers have one padding in a whole delivery.
@Suite struct NewPaddingTests {
  @Test(arguments: [NumberingRequest.Anchor.start(1001), .cutIn(1001), .start(1)], [1, 3, 4, 7])
  func itIsFourDigitsWhateverTheSourceHas(anchor: NumberingRequest.Anchor, source: Int) throws {
    let shot = sequence(1...3, pad: source)
    #expect(try shot.numbering(NumberingRequest(anchor: anchor)).pattern.pad == 4)
    #expect(try shot.numbering(NumberingRequest(anchor: anchor, pad: 7)).pattern.pad == 7)
  }
}
