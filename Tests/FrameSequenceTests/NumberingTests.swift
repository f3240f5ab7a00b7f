import SystemPackage
import Testing

@testable import FrameSequence

/// A sequence of these numbers with four digits.
func sequence(_ ranges: ClosedRange<Int>..., pad: Int = 4) -> ImageSequence {
  let pattern = SequencePattern(prefix: Array("f.".utf8), pad: pad, suffix: Array(".exr".utf8))
  let frames = ranges.flatMap { $0 }.map { SequenceFrame(number: $0, name: pattern.name(for: $0)) }
  return ImageSequence(directory: "shots", prefix: pattern.prefix, suffix: pattern.suffix, frames: frames)
}

/// The plan in a line: slate, runs of entries as source→output with a letter for the role and what is
/// shown instead, and the marks.
private func line(_ plan: NumberingPlan) -> String {
  var words: [String] = []
  if let slate = plan.slate {
    switch slate.source {
    case .rendered: words.append("slate \(slate.outputNumber)")
    case .frame(let frame): words.append("slate \(frame.number ?? 0)>\(slate.outputNumber)")
    case .file(let path): words.append("slate \(path)>\(slate.outputNumber)")
    }
  }
  var runs: [(kind: String, first: NumberingPlan.Entry, last: NumberingPlan.Entry)] = []
  for entry in plan.entries {
    let role =
      switch entry.role {
      case .headHandle: "H"
      case .cut: "C"
      case .tailHandle: "T"
      }
    let content =
      switch entry.content {
      case .source(let frame): frame.number == entry.sourceNumber ? "" : "WRONG"
      case .held(let frame): "=\(frame.number ?? 0)"
      case .black: "black"
      case .missing: "missing"
      }
    if let last = runs.last, last.kind == role + content {
      runs[runs.count - 1].last = entry
    } else {
      runs.append((role + content, entry, entry))
    }
  }
  for run in runs {
    let (a, b) = (run.first, run.last)
    let source = FrameNumbers.text([(a.sourceNumber ?? 0)...(b.sourceNumber ?? 0)])
    let output = FrameNumbers.text([(a.outputNumber ?? 0)...(b.outputNumber ?? 0)])
    words.append("\(run.kind) \(source)>\(output)")
  }
  if let marks = plan.marks {
    words.append("[\(marks.headIn) \(marks.cutIn) \(marks.cutOut) \(marks.tailOut)]")
  }
  return words.joined(separator: ", ")
}

private typealias Request = NumberingRequest

@Suite struct NumberingTests {
  struct Row: CustomTestStringConvertible {
    let source: ImageSequence
    let request: NumberingRequest
    let expected: String

    init(_ source: ImageSequence, _ request: NumberingRequest, _ expected: String) {
      self.source = source
      self.request = request
      self.expected = expected
    }

    var testDescription: String { expected }
  }

  private static let eight = Handles(head: 8, tail: 8)

  @Test(arguments: [
    // Plain mappings.
    Row(sequence(990...999), Request(), "C 990-999>990-999, [990 990 999 999]"),
    Row(sequence(990...999), Request(anchor: .start(1001)), "C 990-999>1001-1010, [1001 1001 1010 1010]"),
    Row(sequence(990...999), Request(anchor: .cutIn(1001)), "C 990-999>1001-1010, [1001 1001 1010 1010]"),
    Row(sequence(990...999), Request(anchor: .offset(11)), "C 990-999>1001-1010, [1001 1001 1010 1010]"),
    Row(sequence(0...3), Request(anchor: .offset(-2)), "C 0-3>-2-1, [-2 -2 1 1]"),
    Row(sequence(-2...1), Request(anchor: .start(1001)), "C -2-1>1001-1004, [1001 1001 1004 1004]"),
    Row(
      sequence(86400...86402), Request(anchor: .start(1001)),
      "C 86400-86402>1001-1003, [1001 1001 1003 1003]"),

    // Both conventions without a cut: the sequence contains its handles.
    Row(
      sequence(1...40), Request(anchor: .start(1001), handles: eight, slate: .render),
      "slate 1000, H 1-8>1001-1008, C 9-32>1009-1032, T 33-40>1033-1040, [1001 1009 1032 1040]"),
    Row(
      sequence(1...40), Request(anchor: .cutIn(1001), handles: eight, slate: .render),
      "slate 992, H 1-8>993-1000, C 9-32>1001-1024, T 33-40>1025-1032, [993 1001 1024 1032]"),
    Row(
      sequence(1...40), Request(anchor: .start(1001), handles: Handles(head: 8, tail: 12)),
      "H 1-8>1001-1008, C 9-28>1009-1028, T 29-40>1029-1040, [1001 1009 1028 1040]"),
    Row(
      sequence(1001...1017), Request(handles: eight),
      "H 1001-1008>1001-1008, C 1009>1009, T 1010-1017>1010-1017, [1001 1009 1009 1017]"),

    // Both conventions with a cut: handles extend it into the source.
    Row(
      sequence(86400...86500),
      Request(anchor: .start(1001), cut: 86450...86459, handles: eight, slate: .render),
      "slate 1000, H 86442-86449>1001-1008, C 86450-86459>1009-1018, T 86460-86467>1019-1026, "
        + "[1001 1009 1018 1026]"),
    Row(
      sequence(86400...86500),
      Request(anchor: .cutIn(1001), cut: 86450...86459, handles: eight, slate: .render),
      "slate 992, H 86442-86449>993-1000, C 86450-86459>1001-1010, T 86460-86467>1011-1018, "
        + "[993 1001 1010 1018]"),
    Row(
      sequence(86400...86500), Request(anchor: .cutIn(1001), cut: 86450...86459),
      "C 86450-86459>1001-1010, [1001 1001 1010 1010]"),
    Row(
      sequence(100...200), Request(anchor: .offset(1000), cut: 150...151, handles: Handles(head: 1, tail: 2)),
      "H 149>1149, C 150-151>1150-1151, T 152-153>1152-1153, [1149 1150 1151 1153]"),

    // Short handles never slide the cut.
    Row(
      sequence(4...30), Request(anchor: .start(1001), cut: 9...20, handles: eight, slate: .render),
      "slate 1000, Hmissing 1-3>1001-1003, H 4-8>1004-1008, C 9-20>1009-1020, T 21-28>1021-1028, "
        + "[1001 1009 1020 1028]"),
    Row(
      sequence(4...30),
      Request(anchor: .start(1001), cut: 9...20, handles: eight, shortHandles: .hold, slate: .render),
      "slate 1000, H=4 1-3>1001-1003, H 4-8>1004-1008, C 9-20>1009-1020, T 21-28>1021-1028, "
        + "[1001 1009 1020 1028]"),
    Row(
      sequence(4...22), Request(anchor: .cutIn(1001), cut: 9...20, handles: eight, shortHandles: .black),
      "Hblack 1-3>993-995, H 4-8>996-1000, C 9-20>1001-1012, T 21-22>1013-1014, Tblack 23-28>1015-1020, "
        + "[993 1001 1012 1020]"),
    Row(
      sequence(4...22), Request(anchor: .start(1001), cut: 9...20, handles: eight, shortHandles: .hold),
      "H=4 1-3>1001-1003, H 4-8>1004-1008, C 9-20>1009-1020, T 21-22>1021-1022, T=22 23-28>1023-1028, "
        + "[1001 1009 1020 1028]"),
    Row(
      sequence(9...20), Request(anchor: .start(1001), cut: 9...20, handles: Handles(head: 2, tail: 1)),
      "Hmissing 7-8>1001-1002, C 9-20>1003-1014, Tmissing 21>1015, [1001 1003 1014 1015]"),

    // Gaps, by every policy; a gap in a handle is a gap.
    Row(
      sequence(990...991, 993...993), Request(anchor: .start(1001), gaps: .keep),
      "C 990-991>1001-1002, Cmissing 992>1003, C 993>1004, [1001 1001 1004 1004]"),
    Row(
      sequence(990...991, 994...994), Request(anchor: .start(1001), gaps: .hold),
      "C 990-991>1001-1002, C=991 992-993>1003-1004, C 994>1005, [1001 1001 1005 1005]"),
    Row(
      sequence(990...991, 993...993), Request(anchor: .start(1001), gaps: .black),
      "C 990-991>1001-1002, Cblack 992>1003, C 993>1004, [1001 1001 1004 1004]"),
    Row(
      sequence(1...2, 4...20),
      Request(
        anchor: .start(1001), cut: 6...10, handles: Handles(head: 7, tail: 1), gaps: .hold,
        shortHandles: .black),
      "Hblack -1-0>1001-1002, H 1-2>1003-1004, H=2 3>1005, H 4-5>1006-1007, C 6-10>1008-1012, T 11>1013, "
        + "[1001 1008 1012 1013]"),
    // A cut that reaches beyond the source lacks frames of the cut, which are no handles.
    Row(
      sequence(1...10),
      Request(anchor: .cutIn(1001), cut: 8...12, handles: Handles(head: 1, tail: 2), gaps: .black),
      "H 7>1000, C 8-10>1001-1003, Cblack 11-12>1004-1005, Tmissing 13-14>1006-1007, [1000 1001 1005 1007]"),
    Row(
      sequence(10...20),
      Request(anchor: .start(1001), cut: 8...12, handles: Handles(head: 1, tail: 0), gaps: .hold),
      "Hmissing 7>1001, C=10 8-9>1002-1003, C 10-12>1004-1006, [1001 1002 1006 1006]"),

    // A range has no editorial meaning, but may contain its handles.
    Row(
      sequence(1...100), Request(anchor: .start(1001), range: 11...20),
      "C 11-20>1001-1010, [1001 1001 1010 1010]"),
    Row(
      sequence(1...100), Request(anchor: .start(1001), range: 11...20, handles: Handles(head: 2, tail: 3)),
      "H 11-12>1001-1002, C 13-17>1003-1007, T 18-20>1008-1010, [1001 1003 1007 1010]"),
    Row(
      sequence(1...10), Request(anchor: .start(1001), range: 9...12, gaps: .keep),
      "C 9-10>1001-1002, Cmissing 11-12>1003-1004, [1001 1001 1004 1004]"),
    Row(
      sequence(1...5, 7...10), Request(range: 6...8, gaps: .hold), "C=5 6>6, C 7-8>7-8, [6 6 8 8]"),

    // Handles that a range contains may be short too.
    Row(
      sequence(4...38), Request(anchor: .start(1001), range: 1...40, handles: eight),
      "Hmissing 1-3>1001-1003, H 4-8>1004-1008, C 9-32>1009-1032, T 33-38>1033-1038, "
        + "Tmissing 39-40>1039-1040, [1001 1009 1032 1040]"),

    // The slate is head-in - 1 in every case.
    Row(
      sequence(1...5), Request(anchor: .offset(999), slate: .first),
      "slate 1>1000, C 2-5>1001-1004, [1001 1001 1004 1004]"),
    Row(
      sequence(1000...1004), Request(slate: .first),
      "slate 1000>1000, C 1001-1004>1001-1004, [1001 1001 1004 1004]"),
    Row(
      sequence(0...0, 86400...86404), Request(anchor: .start(1001), slate: .first),
      "slate 0>1000, C 86400-86404>1001-1005, [1001 1001 1005 1005]"),
    Row(
      sequence(1000...1020), Request(anchor: .cutIn(1001), handles: Handles(head: 4, tail: 4), slate: .first),
      "slate 1000>996, H 1001-1004>997-1000, C 1005-1016>1001-1012, T 1017-1020>1013-1016, [997 1001 1012 1016]"
    ),
    // The slate frame is no handle frame, even where the handle would reach it.
    Row(
      sequence(1000...1020),
      Request(anchor: .start(1001), cut: 1003...1005, handles: Handles(head: 3, tail: 1), slate: .first),
      "slate 1000>1000, Hmissing 1000>1001, H 1001-1002>1002-1003, C 1003-1005>1004-1006, T 1006>1007, "
        + "[1001 1004 1006 1007]"),
    Row(
      sequence(1...3), Request(anchor: .start(1001), slate: .file("slate.exr")),
      "slate slate.exr>1000, C 1-3>1001-1003, [1001 1001 1003 1003]"),
    Row(
      sequence(1...3), Request(anchor: .start(0), slate: .render), "slate -1, C 1-3>0-2, [0 0 2 2]"),
  ])
  func table(row: Row) throws {
    #expect(line(try row.source.numbering(row.request)) == row.expected)
  }

  @Test func shortHandlesAreFacts() throws {
    let plan = try sequence(4...22).numbering(Request(anchor: .start(1001), cut: 9...20, handles: Self.eight))
    #expect(plan.head == HandleCoverage(requested: 8, available: 5))
    #expect(plan.tail == HandleCoverage(requested: 8, available: 2))
    #expect(plan.head.isShort && plan.tail.isShort)
    #expect(plan.gaps.isEmpty)
    let contained = try sequence(1...40).numbering(Request(handles: Self.eight))
    #expect(!contained.head.isShort && !contained.tail.isShort)
  }

  @Test(arguments: [
    (4, 0, nil, 4), (1, 0, nil, 1), (8, 0, nil, 8), (1, 1, nil, 4), (3, 1, nil, 4), (6, 1, nil, 6),
    (4, 1, 6, 6), (4, 0, 6, 6), (8, 1, 4, 4), (4, 1, 1, 1),
  ])
  func padding(source: Int, offset: Int, asked: Int?, delivered: Int) throws {
    let plan = try sequence(1...3, pad: source).numbering(Request(anchor: .offset(offset), pad: asked))
    #expect(plan.pattern.pad == delivered)
  }

  @Test func namesStayWhereNumbersStay() throws {
    for names in [
      ["f.-002.exr", "f.-001.exr", "f.0000.exr"], ["f.9.exr", "f.10.exr"], ["f.9999.exr", "f.10000.exr"],
    ] {
      let plan = try sequence(names).numbering(Request())
      #expect(
        plan.entries.map { plan.pattern.name(for: $0.outputNumber ?? 0) } == names.map { Array($0.utf8) })
      #expect(plan.warnings.isEmpty)
    }
  }

  @Test func warnings() throws {
    func warnings(_ source: ImageSequence, _ request: NumberingRequest) throws -> [NumberingWarning] {
      try source.numbering(request).warnings
    }
    let from1000 = sequence(1000...1010)
    #expect(try warnings(from1000, Request(anchor: .start(1001))) == [.possibleSlate(frame: 1000)])
    #expect(try warnings(from1000, Request(anchor: .start(1001), slate: .first)) == [])
    #expect(try warnings(from1000, Request(anchor: .start(1001), range: 1000...1005)) == [])
    #expect(try warnings(from1000, Request(anchor: .start(1002))) == [])
    #expect(try warnings(from1000, Request()) == [])
    #expect(try warnings(from1000, Request(anchor: .start(9995))) == [.outgrowsPadding(pad: 4)])
    #expect(try warnings(from1000, Request(anchor: .start(9989))) == [])
    #expect(
      try warnings(from1000, Request(anchor: .start(-9999), slate: .render)) == [.outgrowsPadding(pad: 4)])
    #expect(try warnings(sequence(["f.1.exr", "f.0002.exr"]), Request()) == [.mixedPadding(widths: [1, 4])])
  }

  /// What a padding of two digits comes to: names of one width sort by number, whatever the padding.
  @Test(arguments: [
    (Request(anchor: .start(1001), pad: 2), false), (Request(anchor: .start(99), pad: 2), true),
    (Request(anchor: .start(89), pad: 2), false), (Request(anchor: .start(90), pad: 2), true),
    (Request(anchor: .start(100), pad: 2), false),
    // A slate is 99; a head handle that is not there leaves no name, and one that is filled does.
    (Request(anchor: .start(100), slate: .render, pad: 2), true),
    (Request(anchor: .start(98), cut: 1002...1010, handles: Handles(head: 4, tail: 0), pad: 2), false),
    (
      Request(
        anchor: .start(98), cut: 1002...1010, handles: Handles(head: 4, tail: 0), shortHandles: .black, pad: 2
      ),
      true
    ),
    (Request(anchor: .start(-5), pad: 1), false), (Request(anchor: .start(-15), pad: 1), true),
  ])
  fileprivate func namesOfSeveralWidths(request: NumberingRequest, isWarned: Bool) throws {
    let warnings = try sequence(1000...1010).numbering(request).warnings
    #expect(warnings.contains(.outgrowsPadding(pad: request.pad ?? 0)) == isWarned)
  }

  @Test func refusals() throws {
    func refusals(_ source: ImageSequence, _ request: NumberingRequest) -> [NumberingRefusal] {
      do throws(NumberingError) {
        _ = try source.numbering(request)
        return []
      } catch { return error.refusals }
    }
    let ten = sequence(1...10)
    let gap = sequence(1...2, 5...6, 9...9)
    #expect(refusals(gap, Request()) == [.gaps(ranges: [3...4, 7...8])])
    #expect(refusals(ten, Request(range: 9...12)) == [.gaps(ranges: [11...12])])
    #expect(refusals(ten, Request(cut: 8...11)) == [.gaps(ranges: [11...11])])
    #expect(refusals(ten, Request(range: 20...30)) == [.nothingInRange(range: 20...30)])
    #expect(
      refusals(ten, Request(handles: Handles(head: 5, tail: 5))) == [.handlesLeaveNoCut(frames: 10)])
    #expect(
      refusals(ten, Request(cut: 3...9, handles: Handles(head: 4, tail: 1), shortHandles: .error)) == [
        .shortHandles(
          head: HandleCoverage(requested: 4, available: 2), tail: HandleCoverage(requested: 1, available: 1))
      ])
    #expect(refusals(sequence(1...1), Request(slate: .first)) == [.nothingButTheSlate])
    #expect(refusals(ten, Request(cut: 1...2, range: 1...2)) == [.cutAndRange])
    #expect(
      refusals(ten, Request(handles: Handles(head: -1, tail: 0), pad: 11)) == [
        .negativeHandles, .unusablePadding(pad: 11),
      ])
    #expect(refusals(ten, Request(pad: 0)) == [.unusablePadding(pad: 0)])
    #expect(
      refusals(ten, Request(anchor: .start(2_147_483_640))) == [.numberOutOfBounds(number: 2_147_483_649)])
    let bounds = [Int.min, .max].map(NumberingRefusal.numberOutOfBounds)
    #expect(refusals(ten, Request(anchor: .offset(.max))) == [bounds[1]])
    #expect(refusals(ten, Request(anchor: .start(.min))) == [bounds[0]])
    #expect(refusals(ten, Request(cut: Int.min...Int.max)) == bounds)
    #expect(refusals(ten, Request(handles: Handles(head: .max, tail: 0))) == [bounds[1]])
    #expect(
      refusals(ten, Request(anchor: .start(-2_147_483_647), slate: .render)) == [
        .numberOutOfBounds(number: -2_147_483_648)
      ])
    #expect(
      refusals(sequence(["f.1.exr", "f.01.exr"]), Request()).contains { refusal in
        if case .duplicateNumbers(let numbers) = refusal { numbers.map(\.number) == [1] } else { false }
      })
  }

  @Test func farApartFramesAreRefusedWithoutCounting() {
    let far = sequence(["f.1.exr", "f.2000000000.exr"])
    for gaps in NumberingRequest.MissingPolicy.allCases {
      #expect {
        _ = try far.numbering(Request(gaps: gaps))
      } throws: { error in
        (error as? NumberingError)?.refusals.first == .tooManyFrames(count: 2_000_000_000, limit: 1_000_000)
      }
    }
  }

  @Test func requestsForSeveralSequences() {
    #expect(Request(cut: 1...2, slate: .file("s.exr")).refusals(sequences: 1).isEmpty)
    #expect(
      Request(cut: 1...2, slate: .file("s.exr")).refusals(sequences: 2) == [
        .cutForSeveralSequences, .slateFileForSeveralSequences,
      ])
    #expect(
      Request(anchor: .start(1001), range: 1...2, handles: Self.eight, slate: .render).refusals(sequences: 9)
        .isEmpty)
  }

  @Test func aFileWithoutNumberKeepsItsName() throws {
    let single = sequence(["chart.exr"], prefix: "chart")
    let plan = try single.numbering(Request(anchor: .start(1001)))
    #expect(plan.entries.count == 1 && plan.entries[0].outputNumber == nil && plan.marks == nil)
    #expect(plan.pattern.name(for: 0) == Array("chart.exr".utf8))
    #expect(plan.warnings == [.keepsName])
    #expect(try single.numbering(Request()).warnings.isEmpty)
    let stamped = sequence(["f.20240501123000.exr"], prefix: "f.20240501123000")
    #expect(try stamped.numbering(Request()).pattern.name(for: 0) == Array("f.20240501123000.exr".utf8))
    #expect(throws: NumberingError(refusals: [.numberTooLarge(name: Array("f.20240501123000.exr".utf8))])) {
      try stamped.numbering(Request(anchor: .start(1001)))
    }
    for request in [
      Request(slate: .render), Request(cut: 1...2), Request(range: 1...2), Request(handles: Self.eight),
    ] {
      #expect(throws: NumberingError(refusals: [.noFrameNumber])) { try single.numbering(request) }
    }
  }
}

@Suite struct FrameNumbersTests {
  @Test(arguments: [
    ("1001-1040", 1001...1040), ("7", 7...7), ("-8--1", -8 ... -1), ("-8-3", -8...3), ("0-0", 0...0),
    ("-5", -5 ... -5),
  ])
  func range(text: String, range: ClosedRange<Int>) {
    #expect(FrameNumbers.range(text) == range)
    #expect(FrameNumbers.range(FrameNumbers.text([range])) == range)
  }

  @Test(arguments: [
    "", "-", "1-", "-1-", "5-3", "1001-99999999999", "a-b", "1 - 2", "1-2-3", "1001-1040x2", "+1",
  ])
  func noRange(text: String) { #expect(FrameNumbers.range(text) == nil) }

  @Test func lists() {
    #expect(FrameNumbers.text([1003...1003, 1010...1012]) == "1003, 1010-1012")
    #expect(FrameNumbers.ranges(of: [5, 1, 2, 2, 7, 6]) == [1...2, 5...7])
    #expect(FrameNumbers.ranges(of: []) == [])
  }

  @Test(arguments: [("8", 8, 8), ("8,12", 8, 12), ("0", 0, 0), ("0,5", 0, 5)])
  func handles(text: String, head: Int, tail: Int) {
    #expect(Handles(parsing: text) == Handles(head: head, tail: tail))
  }

  @Test(arguments: ["", ",", "8,", ",8", "8,8,8", "-1", "a", "99999999999"])
  func noHandles(text: String) { #expect(Handles(parsing: text) == nil) }
}
