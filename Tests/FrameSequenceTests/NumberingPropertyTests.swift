import TestSupport
import Testing

@testable import FrameSequence

@Suite struct NumberingPropertyTests {
  /// Any sequence and any request that can be planned: the mapping is injective, rises, keeps every
  /// distance, accounts for every number and leaves the slate outside.
  @Test func mapping() throws {
    var random = SeededGenerator(seed: 4)
    var planned = 0
    for _ in 0..<4000 {
      let first = Int.random(in: -50...50, using: &random)
      let numbers = Set(
        (0..<Int.random(in: 1...40, using: &random)).map { _ in first + .random(in: 0...60, using: &random) })
      let source = sequence(numbers.map { "f.\($0).exr" })
      let anchors: [NumberingRequest.Anchor] = [.keepNumbers, .start(1001), .cutIn(1001), .offset(-77)]
      let policies = NumberingRequest.MissingPolicy.allCases
      let low = first + .random(in: -10...30, using: &random)
      let part = low...(low + .random(in: 0...40, using: &random))
      let kind = Int.random(in: 0...2, using: &random)
      let request = NumberingRequest(
        anchor: anchors.randomElement(using: &random)!, cut: kind == 1 ? part : nil,
        range: kind == 2 ? part : nil,
        handles: Handles(head: .random(in: 0...9, using: &random), tail: .random(in: 0...9, using: &random)),
        gaps: policies.randomElement(using: &random)!, shortHandles: policies.randomElement(using: &random)!,
        slate: [.none, .render, .first].randomElement(using: &random)!)
      // Random requests are often refused; the count at the end says that enough were not.
      guard let plan = try? source.numbering(request) else { continue }
      planned += 1

      let marks = try #require(plan.marks)
      #expect(plan.entries.map(\.outputNumber) == (marks.headIn...marks.tailOut).map { $0 })
      let picture = request.slate == .first ? numbers.subtracting([numbers.min()!]) : numbers
      for entry in plan.entries {
        let number = try #require(entry.sourceNumber)
        #expect(entry.outputNumber == number + plan.offset)
        switch entry.content {
        case .source(let frame): #expect(frame.number == number && picture.contains(number))
        case .held(let frame): #expect(!picture.contains(number) && picture.contains(frame.number!))
        case .black, .missing: #expect(!picture.contains(number))
        }
        let output = number + plan.offset
        #expect((entry.role == .headHandle) == (output < marks.cutIn))
        #expect((entry.role == .tailHandle) == (output > marks.cutOut))
      }
      switch request.anchor {
      case .keepNumbers: #expect(plan.offset == 0)
      case .offset(let offset): #expect(plan.offset == offset)
      case .start(let number): #expect(marks.headIn == number)
      case .cutIn(let number): #expect(marks.cutIn == number)
      }
      #expect(marks.cutIn - marks.headIn == request.handles.head)
      #expect(marks.tailOut - marks.cutOut == request.handles.tail)
      #expect((plan.slate == nil) == (request.slate == .none))
      if let slate = plan.slate { #expect(slate.outputNumber == marks.headIn - 1) }
      #expect(
        Set(plan.entries.map { plan.pattern.name(for: $0.outputNumber ?? 0) }).count == plan.entries.count)
      // Whatever is missing is a gap or a short handle, and each only once.
      let lost = plan.entries.filter { if case .source = $0.content { false } else { true } }.count
      let short = plan.head.requested - plan.head.available + plan.tail.requested - plan.tail.available
      #expect(lost == plan.gaps.reduce(0) { $0 + $1.count } + short)
    }
    #expect(planned > 1000)
  }
}
