import ACES
import EXR
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A plan says what its previews show, and how.
struct ShownTests {
  @Test(arguments: PreviewSettings.Size.allCases, PreviewSettings.Window.allCases)
  func thePlanSaysWhatIsShown(size: PreviewSettings.Size, window: PreviewSettings.Window) throws {
    let frames = try Frames()
    let channels = ["A", "Z", "beauty.B", "beauty.G", "beauty.R"]
    try frames.write(Frames.frame([PlannerTests.ap0], channels: channels), to: "in/a.0001.exr")
    try frames.sequence("plain/b.", 1...1, PlannerTests.ap0)
    var request = Request(inputs: [frames.path("in"), frames.path("plain")])
    request.delivery.preview = PreviewRequest(output: frames.path("out"), creationTime: 0)
    request.delivery.preview?.settings = PreviewSettings(encoding: .acesproxy12, window: window, size: size)
    let report = Report(of: Planner(request).plan())
    #expect(report.refusals.isEmpty, "\(report.refusals)")
    let previews = report.sequences.compactMap(\.preview)
    #expect(previews.map(\.shown) == [["beauty.R", "beauty.G", "beauty.B"], ["R", "G", "B"]])
    for preview in previews {
      #expect(preview.encoding == "acesproxy12" && preview.window == window.rawValue)
      #expect(preview.size == "1/\(size.rawValue)")
    }
    request.delivery.preview = nil
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    #expect(Planner(request).plan().sequences.map(\.shown) == [[], []])
  }
}
