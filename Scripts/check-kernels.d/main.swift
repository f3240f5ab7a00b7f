// Compares the kernels of the release build with the scalar reference over many random triples. Arguments:
// triples for ACESproxy, triples for each pair of spaces. Exits 1 if a bound is broken. With `--costs` it
// prints what each kernel costs instead.

//
// All planes here are allocated for the count that is passed along with them and live until the program ends;
// that is what makes every `unsafe` below true.

import ACES

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

let blockSize = 1 << 16

/// Prints one line and hands on whether it is a good one.
func report(_ good: Bool, _ text: String) -> Bool {
  print(good ? "good " : "WRONG", text)
  return good
}

/// Planes that the program owns until it ends.
func planes<Sample: BitwiseCopyable>(of: Sample.Type, _ count: Int) -> RGBPlanes<Sample> {
  unsafe RGBPlanes(
    r: .allocate(capacity: count), g: .allocate(capacity: count), b: .allocate(capacity: count))
}

/// Fills planes with the pictures of the generator.
func fill(_ planes: RGBPlanes<Float16>, _ count: Int, _ space: ColorSpace, _ random: inout SampleGenerator) {
  for index in 0..<count {
    let pixel = random.triple(space)
    // The planes hold `count` samples.
    unsafe (planes.r[index], planes.g[index], planes.b[index]) = (pixel.x, pixel.y, pixel.z)
  }
}

func triple(_ planes: RGBPlanes<Float16>, _ i: Int) -> SIMD3<Double> {
  unsafe SIMD3(Double(planes.r[i]), Double(planes.g[i]), Double(planes.b[i]))
}

func largest(_ v: SIMD3<Double>) -> Double { max(abs(v.x), abs(v.y), abs(v.z)) }

func checkProxy(_ proxyTriples: Int) -> Bool {
  var isGood = true
  let source = unsafe planes(of: Float16.self, blockSize)
  let codes = unsafe planes(of: UInt16.self, blockSize)
  var random = SampleGenerator()
  for space in ColorSpace.allCases {
    // AP0 is what the specification speaks of and gets most of the triples.
    let wanted = space == .aces2065_1 ? proxyTriples : max(blockSize, proxyTriples / 50)
    var (far, near, done) = ([0, 0], [0, 0], 0)
    while done < wanted {
      unsafe fill(source, blockSize, space, &random)
      for (which, encoding) in ACESproxy.allCases.enumerated() {
        _ = unsafe encoding.encode(source, from: space, to: codes, count: blockSize)
        for i in 0..<blockSize {
          let linear = ScalarReference.linearAP1(unsafe triple(source, i), from: space)
          let got = unsafe SIMD3<UInt16>(codes.r[i], codes.g[i], codes.b[i])
          for channel in 0..<3 {
            let exact = ScalarReference.proxyCode(linear[channel], encoding)
            let off = abs(Double(got[channel]) - ScalarReference.roundedProxyCode(exact, encoding))
            if off == 0 { continue }
            let toBoundary = abs(exact - exact.rounded(.down) - 0.5)
            if off > 1 || toBoundary > 1e-3 { far[which] += 1 } else { near[which] += 1 }
          }
        }
      }
      done += blockSize
    }
    for (which, encoding) in ACESproxy.allCases.enumerated() {
      isGood =
        report(
          far[which] == 0,
          "\(encoding.rawValue) from \(space.name): \(done) triples, \(far[which]) codes wrong, "
            + "\(near[which]) the other side of a boundary nearer than 1e-3 code") && isGood
    }
  }
  return isGood
}

func checkPairs(_ pairTriples: Int) -> Bool {
  var isGood = true
  let source = unsafe planes(of: Float16.self, blockSize)
  let result = unsafe planes(of: Float16.self, blockSize)
  var random = SampleGenerator()
  for from in ColorSpace.allCases {
    for to in ColorSpace.allCases where to != from {
      var (different, tooFar, done) = (0, 0, 0)
      while done < pairTriples {
        unsafe fill(source, blockSize, from, &random)
        _ = unsafe ConversionPlan(from: from, to: to).convert(source, to: result, count: blockSize)
        for i in 0..<blockSize {
          let input = unsafe triple(source, i)
          let exact = ScalarReference.rounded(ScalarReference.convert(input, from, to))
          let got = unsafe triple(result, i)
          for channel in 0..<3 where got[channel] != exact[channel] {
            different += 1
            let scale =
              to.isLogarithmic ? largest(exact) : max(largest(input), abs(exact[channel]))
            if abs(got[channel] - exact[channel]) > ScalarReference.halfUlp(scale) { tooFar += 1 }
          }
        }
        done += blockSize
      }
      let share = Double(different) / Double(3 * done)
      isGood =
        report(
          share <= 0.001 && tooFar == 0,
          "\(from.name) to \(to.name): \(done) triples, \(share * 100) % of samples differ, \(tooFar) too far"
        ) && isGood
    }
  }
  return isGood
}

/// Nanoseconds a pixel, the least of several runs over a band that stays in the cache.
func cost(_ name: String, _ body: (_ count: Int) -> Void) {
  let count = 3840 * 8
  var least = Double.infinity
  for _ in 0..<40 {
    var start = timespec()
    var end = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &start)
    body(count)
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &end)
    least = min(least, Double(end.tv_sec - start.tv_sec) * 1e9 + Double(end.tv_nsec - start.tv_nsec))
  }
  let pixel = least / Double(count)
  let digits = { (x: Double, places: Double) in (x * places).rounded() / places }
  print(
    "     ", name, digits(pixel, 1000), "ns a pixel,", digits(pixel * 3840 * 2160 / 1e6, 100),
    "ms a UHD frame")
}

func showCosts() {
  let count = 3840 * 8
  let half = unsafe planes(of: Float16.self, count)
  let halfOut = unsafe planes(of: Float16.self, count)
  let float = unsafe planes(of: Float.self, count)
  let floatOut = unsafe planes(of: Float.self, count)
  let codes = unsafe planes(of: UInt16.self, count)
  var random = SampleGenerator()
  for index in 0..<count {
    // Ordinary samples in every space. The planes hold `count` of them.
    unsafe (half.r[index], half.g[index], half.b[index]) = (
      Float16(random.unit()), Float16(random.unit()), Float16(random.unit())
    )
  }
  _ = unsafe ConversionPlan(from: .acescg, to: .acescg).convert(half, to: float, count: count)

  let there = ConversionPlan(from: .aces2065_1, to: .acescg)
  let back = ConversionPlan(from: .acescg, to: .aces2065_1)
  cost("aces2065-1 to acescg and back, half in place") {
    _ = unsafe there.convert(half, to: half, count: $0)
    _ = unsafe back.convert(half, to: half, count: $0)
  }
  for from in ColorSpace.allCases {
    for to in ColorSpace.allCases {
      let plan = ConversionPlan(from: from, to: to)
      let name = "\(from.name) to \(to.name)"
      cost("\(name), half to half") { _ = unsafe plan.convert(half, to: halfOut, count: $0) }
      cost("\(name), float to half") { _ = unsafe plan.convert(float, to: halfOut, count: $0) }
      cost("\(name), float to float") { _ = unsafe plan.convert(float, to: floatOut, count: $0) }
      cost("\(name), half to float") { _ = unsafe plan.convert(half, to: floatOut, count: $0) }
    }
    for encoding in ACESproxy.allCases {
      let name = "\(from.name) to \(encoding.rawValue)"
      cost("\(name), half") { _ = unsafe encoding.encode(half, from: from, to: codes, count: $0) }
      cost("\(name), float") { _ = unsafe encoding.encode(float, from: from, to: codes, count: $0) }
    }
  }
  for to in ColorSpace.allCases {
    cost("acesproxy12 to \(to.name), half") {
      _ = unsafe ACESproxy.acesproxy12.decode(codes, to: halfOut, in: to, count: $0)
    }
  }
}

if CommandLine.arguments[1] == "--costs" {
  showCosts()
  exit(0)
}
let pairsAreGood = checkPairs(Int(CommandLine.arguments[2])!)
let proxyIsGood = checkProxy(Int(CommandLine.arguments[1])!)
exit(pairsAreGood && proxyIsGood ? 0 : 1)
