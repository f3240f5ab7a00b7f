// Figures of the kernels on one core, each beside OpenEXRCore's, in turn and in one process.
//
//   kernels FRAME.exr [ROUNDS]
//
// FRAME holds half R, G, B in PIZ. Times are of the thread's processor, the fastest of the rounds: what disturbs
// a round only makes it slower. Prints one JSON object.

import ACES
import EXR
import Foundation

struct Row: Encodable {
  var name: String
  var unit: String
  var ours: Double
  var peer: Double?
  var goal: Double?
}

struct Figures: Encodable {
  var rows: [Row]
  var ourBytes: Int
  var peerBytes: Int
}

/// Processor seconds of this thread that the work takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
  let start = now()
  try work()
  return now() - start
}

let frame = try Frame(CommandLine.arguments[1])
let rounds = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2])! : 7

/// The fastest rounds of one codec, and what came out.
struct Codings {
  var decoding = Double.infinity
  var encoding = Double.infinity
  var bytes = 0
  var samples: [UInt8] = []
}

var codings = [Codec.own: Codings(), .openEXR: Codings()]
for round in 0..<rounds {
  for codec in round % 2 == 0 ? [Codec.own, .openEXR] : [.openEXR, .own] {
    var decoder = ChunkDecoder(codec: codec)
    var encoder = ChunkEncoder(codec: codec)
    var coding = codings[codec]!
    coding.decoding = min(coding.decoding, try seconds { try frame.decode(with: &decoder) })
    coding.samples = frame.samples
    coding.encoding = min(coding.encoding, try seconds { coding.bytes = try frame.encode(with: &encoder) })
    codings[codec] = coding
  }
}
let (ours, peer) = (codings[.own]!, codings[.openEXR]!)
guard ours.samples == peer.samples else { fatalError("the codecs give other samples") }

let plan = ConversionPlan(from: .aces2065_1, to: .acescg)
let colour = (0..<rounds).map { _ in seconds { frame.convert(by: plan) } }.min()!

let million = Double(frame.sampleCount) / 1e6
let figures = Figures(
  rows: [
    Row(
      name: "PIZ decode", unit: "Msample/s", ours: million / ours.decoding, peer: million / peer.decoding,
      goal: 3),
    Row(
      name: "PIZ encode", unit: "Msample/s", ours: million / ours.encoding, peer: million / peer.encoding,
      goal: 3),
    Row(name: "AP0 → AP1 on half planes, read and written", unit: "GB/s", ours: million * 4e-3 / colour),
  ], ourBytes: ours.bytes, peerBytes: peer.bytes)
let json = try JSONEncoder().encode(figures)
print(String(decoding: json, as: UTF8.self))
