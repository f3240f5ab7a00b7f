import ACES
import EXR

/// Applies a shot's colour conversion to the planes of a band.
struct BandConversion: Sendable {
  let plan: ConversionPlan
  let target: ColorSpace
  private var isLogarithmic: Bool { target.isLogarithmic }

  init(from source: ColorSpace, to target: ColorSpace) {
    plan = ConversionPlan(from: source, to: target)
    self.target = target
  }

  /// Converts every colour triple in place; a plane that becomes half starts where the float plane did.
  ///
  /// - Returns: What was met in the samples, also where their values stay and only the file's compression changes.
  func apply(
    to planes: inout BandPlanes, classes: ChannelClasses, recode: PartRecipe.Recode
  ) -> FrameFindings {
    var findings = FrameFindings()
    for triple in classes.triples {
      let (r, g, b) = unsafe (
        planes.planes[triple.red], planes.planes[triple.green], planes.planes[triple.blue]
      )
      let count = unsafe r.sampleCount
      let narrows = recode.types[triple.red] == .half
      // The recipe lets only triples of one type pass, half or float. The planes of a band never overlap,
      // and each holds `count` samples of its type; the kernels work in place, narrowing forward.
      switch unsafe r.type {
      case .half:
        let half = unsafe RGBPlanes<Float16>(r, g, b)
        findings.counts += unsafe plan.convert(half, to: half, count: count)
      case .float where narrows:
        let half = unsafe RGBPlanes<Float16>(r, g, b)
        findings.counts += unsafe plan.convert(RGBPlanes<Float>(r, g, b), to: half, count: count)
        for index in triple.indices { planes.retype(index, to: .half) }
      case .float:
        let float = unsafe RGBPlanes<Float>(r, g, b)
        findings.counts += unsafe plan.convert(float, to: float, count: count)
      case .uint:
        preconditionFailure("the recipe refuses uint colour")
      }
      if isLogarithmic, recode.converts, let alpha = triple.alpha {
        findings.alphaBelowOne = findings.alphaBelowOne || !(unsafe planes.planes[alpha].isOneEverywhere)
      }
    }
    return findings
  }
}

extension RGBPlanes {
  /// The planes' memory as samples of this type.
  init(_ r: Plane, _ g: Plane, _ b: Plane) {
    // The caller vouches for the type; plane memory is aligned for every type.
    unsafe self.init(
      r: r.base.assumingMemoryBound(to: Sample.self), g: g.base.assumingMemoryBound(to: Sample.self),
      b: b.base.assumingMemoryBound(to: Sample.self))
  }
}

extension Plane {
  /// Whether every sample is 1, as an opaque alpha is.
  var isOneEverywhere: Bool {
    let count = unsafe sampleCount
    // A plane holds `count` samples of its type.
    switch unsafe type {
    case .half:
      let samples = unsafe UnsafeBufferPointer(
        start: base.assumingMemoryBound(to: Float16.self), count: count)
      return unsafe samples.allSatisfy { $0 == 1 }
    case .float:
      let samples = unsafe UnsafeBufferPointer(
        start: base.assumingMemoryBound(to: Float.self), count: count)
      return unsafe samples.allSatisfy { $0 == 1 }
    case .uint:
      let samples = unsafe UnsafeBufferPointer(
        start: base.assumingMemoryBound(to: UInt32.self), count: count)
      return unsafe samples.allSatisfy { $0 == 1 }
    }
  }
}
