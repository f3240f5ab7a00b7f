import ACES
import Conversion
import Delivery
import EXR
import Files
import FrameSequence
import Planning
import Renumbering
import SystemPackage
import Timecode

// What someone builds on the libraries, beside the snippets of the README: compiled by client.py as code of another
// package, never run. A declaration that is used here stays public.

/// Gives the frames of a folder numbers from 1001 on in another folder, with a report.
func renumber(_ folder: FilePath, into output: FilePath) throws -> Report {
  var request = RenumberRequest(inputs: [folder], place: .folder(output, .copy))
  request.numbering = NumberingRequest(anchor: .start(1001))
  request.naming.template = try NameTemplate(parsing: Array("{shot}_{version}.####".utf8))
  request.naming.versionTag = Array("v002".utf8)
  let job = RenumberJob(request)
  for refusal in job.plan.refusals { print(refusal.subject, refusal.reason.text) }
  return try job.run(options: RunOptions(lanes: 2, sync: .none)) { print($0.finished, $0.frame.status) }
}

/// Renumbers in place without a report, frame by frame.
func renumberPlainly(_ folder: FilePath) throws {
  let plan = RenumberPlanner(RenumberRequest(inputs: [folder], place: .inPlace)).plan()
  for sequence in plan.sequences {
    print(sequence.source, sequence.output, sequence.warnings)
    for frame in sequence.allFrames {
      print(frame.role, frame.sourceFrame ?? 0, frame.destination.path, frame.intent)
    }
  }
  let end = try RenumberRun(plan: plan, lanes: 2, sync: .frame, interruption: Interruption()).run {
    place, outcome in
    if case .failed(let failure) = outcome { print(place.sequence, place.frame, failure.text) }
  }
  print(end.interrupted ?? "", end.unfinished)
}

/// Undoes a renumbering that was interrupted.
func undo(_ folder: FilePath) throws -> Report {
  Report(try RenumberRecovery(folder: folder, goal: .undo).run())
}

/// The sequences of a tree.
func scan(_ folder: FilePath) {
  let result = ScanRequest(paths: [folder], extensions: ["exr", "dpx"]).run()
  for found in result.found {
    let sequence = found.sequence
    print(
      sequence.directory, sequence.pattern.text, FrameNumbers.text(sequence.gaps), sequence.range ?? 0...0)
    for frame in sequence.frames {
      print(frame.number ?? 0, PathText.encode(frame.name), sequence.path(of: frame))
    }
  }
  for ignored in result.ignored { print(ignored.path, ignored.reason.words) }
  for problem in result.problems { print(problem.path, problem.reason) }
}

/// Numbers of a sequence before anything is planned.
func numbers(_ sequence: ImageSequence) throws {
  let plan = try sequence.numbering(
    NumberingRequest(anchor: .cutIn(1009), handles: Handles(head: 8, tail: 8)))
  for entry in plan.entries {
    print(entry.sourceNumber ?? 0, entry.outputNumber ?? 0, entry.role, entry.content)
  }
}

/// What headers say, in plain values.
func survey(_ folder: FilePath) throws -> [SurveyReport] {
  let survey = Survey(of: [folder], fps: try GivenRate(parsing: "24"))
  print(survey.isReadable, ExitStatus(survey: survey, isStrict: true).rawValue)
  return survey.sequences.map { SurveyReport($0, rules: LayerRules()) }
}

/// Stores a plan's orders and reads them back.
func stored(_ plan: Plan) throws -> Bool {
  let bytes = OrderLines.encode(plan.orders.flatMap { $0 })
  let orders = try OrderLines.decode(bytes)
  for order in orders.joined() {
    print(order.item, order.number ?? 0, order.input.file, order.products.map(\.file.path))
    for product in order.products {
      if case .exr(let form) = product.form { print(form.space.name, form.compression) }
    }
  }
  return orders == plan.orders
}

/// A request with everything that it can say.
func request(_ inputs: [FilePath]) throws -> Request {
  var request = Request(inputs: inputs)
  request.delivery.conversion = ConversionRequest(output: "/delivery", to: .acescg)
  request.delivery.conversion?.compression = .use(.zip)
  request.delivery.preview = PreviewRequest(output: "/previews", creationTime: 0)
  request.delivery.preview?.settings = PreviewSettings(encoding: .acesproxy12, window: .data, size: .half)
  request.delivery.existing = .skip
  request.delivery.rules = LayerRules(data: ["normals"])
  request.delivery.assume = .named([Assumption.Named(pattern: Array("sh*".utf8), source: .space(.acescct))])
  request.common.from = SourceSpace("acescct")
  request.common.slate.texts = [(name: "show", text: "Show")]
  request.common.time.rate = try GivenRate(parsing: "23.976")
  request.common.cutTimeCode = CutTimeCode(
    first: try TimeCode(parsing: "01:00:00:00"), last: try TimeCode(parsing: "01:00:01:00"))
  request.own["/plates/sh010.####.exr"] = SequenceWishes()
  return request
}

/// Prints a plan.
func show(_ plan: Plan) {
  for refusal in plan.refusals { print(refusal.subject, refusal.reason.text) }
  for sequence in plan.sequences {
    print(
      sequence.source, sequence.colour.name, sequence.deliveredColour, sequence.channels.converted,
      sequence.warnings)
    for frame in sequence.allFrames {
      print(frame.role, frame.content, frame.timeCode?.text ?? "", frame.exr?.path ?? "", frame.isDelivered)
    }
  }
}

/// Delivers, ends early on demand, and keeps a report.
func run(_ plan: Plan, interruption: Interruption) throws -> (Report, ExitStatus) {
  let report = try DeliveryRun(plan: plan, options: RunOptions(), interruption: interruption).run { _ in }
  return (report, ExitStatus(report: report))
}
