/// Colour vectors with known results: of the specifications, of OpenColorIO's and colour-science's tests, and
/// computed with sixty digits. The identifiers are those of the table they were collected in.
enum ColourVectors {
  /// Half codes in and out; the results are exact ones, rounded once to nearest even.
  struct Half: Sendable {
    let id: String
    let from: String
    let input: [UInt16]
    let result: [UInt16]
  }

  struct Single: Sendable {
    let id: String
    let from: String
    let to: String
    let input: [Double]
    let result: [Double]
  }

  static let halves: [Half] = [
    Half(id: "X039", from: "acescg", input: [0x3C00, 0x3C00, 0x3C00], result: [0x3C00, 0x3C00, 0x3C00]),
    Half(id: "X045", from: "aces2065-1", input: [0x3C00, 0x0000, 0x0000], result: [0x3DCE, 0xACE6, 0x2042]),
    Half(id: "X046", from: "acescg", input: [0x3C00, 0x0000, 0x0000], result: [0x3990, 0x29BC, 0x9DA9]),
    Half(id: "X052", from: "aces2065-1", input: [0x0000, 0x3C00, 0x0000], result: [0xB391, 0x3CB4, 0x9E2D]),
    Half(id: "X053", from: "acescg", input: [0x0000, 0x3C00, 0x0000], result: [0x3080, 0x3AE1, 0x1C1F]),
    Half(id: "X067", from: "acescg", input: [0x3800, 0x3400, 0x3000], result: [0x3674, 0x33FA, 0x2FE6]),
    Half(id: "X073", from: "aces2065-1", input: [0x7BFF, 0x7BFF, 0x7BFF], result: [0x7BFF, 0x7BFF, 0x7BFF]),
    Half(id: "X080", from: "aces2065-1", input: [0x7BFF, 0x0000, 0x0000], result: [0x7C00, 0xECE6, 0x6041]),
    Half(id: "X087", from: "aces2065-1", input: [0x0000, 0x0000, 0x7BFF], result: [0xF2E0, 0xEE60, 0x7BFA]),
    Half(id: "X088", from: "acescg", input: [0x0000, 0x0000, 0x7BFF], result: [0x713E, 0x6E1C, 0x7C00]),
    Half(id: "X094", from: "aces2065-1", input: [0xA11F, 0x3266, 0x3800], result: [0xB16B, 0x31F5, 0x37F6]),
    Half(id: "X095", from: "acescg", input: [0xA11F, 0x3266, 0x3800], result: [0x2E99, 0x3304, 0x3803]),
    Half(id: "X101", from: "aces2065-1", input: [0x2E66, 0xAA66, 0x34CD], result: [0x2DEB, 0xAE2B, 0x34CF]),
    Half(id: "X102", from: "acescg", input: [0x2E66, 0xAA66, 0x34CD], result: [0x2F26, 0xA108, 0x34CC]),
    Half(id: "X115", from: "aces2065-1", input: [0x5AF7, 0x5640, 0x4900], result: [0x5CA7, 0x5639, 0x499D]),
    Half(id: "X116", from: "acescg", input: [0x5AF7, 0x5640, 0x4900], result: [0x5956, 0x560E, 0x4898]),
    Half(id: "X122", from: "aces2065-1", input: [0x3A66, 0x2E66, 0x251F], result: [0x3C88, 0x2AF6, 0x26A8]),
    Half(id: "X129", from: "aces2065-1", input: [0x0400, 0x0001, 0x0000], result: [0x05CE, 0x804D, 0x0009]),
    Half(id: "X130", from: "acescg", input: [0x0400, 0x0001, 0x0000], result: [0x02C8, 0x002F, 0x8006]),
    Half(id: "X136", from: "aces2065-1", input: [0xFBFF, 0x7BFF, 0xFBFF], result: [0xFC00, 0x7C00, 0xFC00]),
  ]

  static let singles: [Single] = [
    Single(
      id: "O015", from: "acescct", to: "acescg", input: [0.5, 0.4, 0.3],
      result: [0.514056913328, 0.152618314084, 0.045310838527]),
    Single(
      id: "O016", from: "acescct", to: "aces2065-1", input: [0.5, 0.4, 0.3],
      result: [0.386397222658, 0.158557251811, 0.043152537925]),
    Single(
      id: "O017", from: "acescg", to: "aces2065-1", input: [0.5, 0.4, 0.3],
      result: [0.453158317919, 0.39492602452, 0.299297344519]),
    Single(
      id: "C024", from: "acescg", to: "acescc", input: [0.0, 0.0, 0.0],
      result: [-0.358447488584475, -0.358447488584475, -0.358447488584475]),
    Single(
      id: "C025", from: "acescg", to: "acescc", input: [0.18, 0.18, 0.18],
      result: [0.413588402492442, 0.413588402492442, 0.413588402492442]),
    Single(
      id: "C027", from: "acescg", to: "acescct", input: [0.0, 0.0, 0.0],
      result: [0.0729055341958355, 0.0729055341958355, 0.0729055341958355]),
    Single(
      id: "C029", from: "acescg", to: "acescct", input: [1.0, 1.0, 1.0],
      result: [0.554794520547945, 0.554794520547945, 0.554794520547945]),
    Single(
      id: "X030", from: "aces2065-1", to: "acescg",
      input: [0.1800537109375, 0.1800537109375, 0.1800537109375],
      result: [0.1800537109375, 0.1800537109375, 0.1800537109375]),
    Single(
      id: "X037", from: "aces2065-1", to: "acescg", input: [1.0, 1.0, 1.0],
      result: [1.0, 1.0, 1.0]),
    Single(
      id: "X079", from: "aces2065-1", to: "acescg", input: [65504.0, 0.0, 0.0],
      result: [95075.08096480567, -5014.578372532929, 544.7409864769078]),
    Single(
      id: "X086", from: "aces2065-1", to: "acescg", input: [0.0, 0.0, 65504.0],
      result: [-14078.681000278119, -6529.171885365418, 65354.40860463413]),
    Single(
      id: "X121", from: "aces2065-1", to: "acescg",
      input: [0.7998046875, 0.0999755859375, 0.0200042724609375],
      result: [1.1329231785149252, 0.054372242239748, 0.02600678552155371]),
    Single(
      id: "X142", from: "acescc", to: "acescg", input: [-0.36, -0.36, -0.36],
      result: [-5.699763742872988e-07, -5.699763742872988e-07, -5.699763742872988e-07]),
    Single(
      id: "X143", from: "acescct", to: "acescg", input: [-0.36, -0.36, -0.36],
      result: [-0.04107170490899026, -0.04107170490899026, -0.04107170490899026]),
    Single(
      id: "X144", from: "acescc", to: "acescg", input: [-0.3584474886, -0.3584474886, -0.3584474886],
      result: [-5.753663119339972e-15, -5.753663119339972e-15, -5.753663119339972e-15]),
    Single(
      id: "X145", from: "acescct", to: "acescg", input: [-0.3584474886, -0.3584474886, -0.3584474886],
      result: [-0.040924411134594205, -0.040924411134594205, -0.040924411134594205]),
    Single(
      id: "X147", from: "acescct", to: "acescg", input: [-0.301369863, -0.301369863, -0.301369863],
      result: [-0.03550919878369703, -0.03550919878369703, -0.03550919878369703]),
    Single(
      id: "X149", from: "acescct", to: "acescg", input: [-0.1, -0.1, -0.1],
      result: [-0.01640432962081314, -0.01640432962081314, -0.01640432962081314]),
    Single(
      id: "X150", from: "acescc", to: "acescg", input: [0.0, 0.0, 0.0],
      result: [0.001185737191792038, 0.001185737191792038, 0.001185737191792038]),
    Single(
      id: "X151", from: "acescct", to: "acescg", input: [0.0, 0.0, 0.0],
      result: [-0.006916877586898863, -0.006916877586898863, -0.006916877586898863]),
    Single(
      id: "X152", from: "acescc", to: "acescg",
      input: [0.155251141552511, 0.155251141552511, 0.155251141552511],
      result: [0.007812499999999961, 0.007812499999999961, 0.007812499999999961]),
    Single(
      id: "X153", from: "acescct", to: "acescg",
      input: [0.155251141552511, 0.155251141552511, 0.155251141552511],
      result: [0.007812499999999973, 0.007812499999999973, 0.007812499999999973]),
    Single(
      id: "X157", from: "acescct", to: "acescg",
      input: [0.4135884024924422, 0.4135884024924422, 0.4135884024924422],
      result: [0.18000000000000002, 0.18000000000000002, 0.18000000000000002]),
    Single(
      id: "X158", from: "acescc", to: "acescg",
      input: [0.5547945205479452, 0.5547945205479452, 0.5547945205479452],
      result: [0.9999999999999999, 0.9999999999999999, 0.9999999999999999]),
    Single(
      id: "X159", from: "acescct", to: "acescg",
      input: [0.5547945205479452, 0.5547945205479452, 0.5547945205479452],
      result: [0.9999999999999999, 0.9999999999999999, 0.9999999999999999]),
    Single(
      id: "X160", from: "acescc", to: "acescg", input: [1.0, 1.0, 1.0],
      result: [222.86094420380778, 222.86094420380778, 222.86094420380778]),
    Single(
      id: "X161", from: "acescct", to: "acescg", input: [1.0, 1.0, 1.0],
      result: [222.86094420380778, 222.86094420380778, 222.86094420380778]),
    Single(
      id: "X162", from: "acescc", to: "acescg", input: [1.4679964, 1.4679964, 1.4679964],
      result: [65504.0, 65504.0, 65504.0]),
    Single(
      id: "X164", from: "acescc", to: "acescg", input: [1.5, 1.5, 1.5],
      result: [65504.0, 65504.0, 65504.0]),
    Single(
      id: "X166", from: "acescg", to: "acescc", input: [-0.01, -0.01, -0.01],
      result: [-0.3584474885844749, -0.3584474885844749, -0.3584474885844749]),
    Single(
      id: "X168", from: "acescg", to: "acescc", input: [0.0, 0.0, 0.0],
      result: [-0.3584474885844749, -0.3584474885844749, -0.3584474885844749]),
    Single(
      id: "X169", from: "acescg", to: "acescct", input: [0.0, 0.0, 0.0],
      result: [0.0729055341958355, 0.0729055341958355, 0.0729055341958355]),
    Single(
      id: "X170", from: "acescg", to: "acescc", input: [1e-05, 1e-05, 1e-05],
      result: [-0.3351080212651348, -0.3351080212651348, -0.3351080212651348]),
    Single(
      id: "X172", from: "acescg", to: "acescc",
      input: [3.0517578125e-05, 3.0517578125e-05, 3.0517578125e-05],
      result: [-0.3013698630136986, -0.3013698630136986, -0.3013698630136986]),
    Single(
      id: "X173", from: "acescg", to: "acescct",
      input: [3.0517578125e-05, 3.0517578125e-05, 3.0517578125e-05],
      result: [0.07322719672457252, 0.07322719672457252, 0.07322719672457252]),
    Single(
      id: "X174", from: "acescg", to: "acescc", input: [0.001, 0.001, 0.001],
      result: [-0.01402878337112369, -0.01402878337112369, -0.01402878337112369]),
    Single(
      id: "X176", from: "acescg", to: "acescc", input: [0.0078125, 0.0078125, 0.0078125],
      result: [0.1552511415525114, 0.1552511415525114, 0.1552511415525114]),
    Single(
      id: "X178", from: "acescg", to: "acescc", input: [0.0078126, 0.0078126, 0.0078126],
      result: [0.1552521955695399, 0.1552521955695399, 0.1552521955695399]),
    Single(
      id: "X179", from: "acescg", to: "acescct", input: [0.0078126, 0.0078126, 0.0078126],
      result: [0.1552521955695399, 0.1552521955695399, 0.1552521955695399]),
    Single(
      id: "X180", from: "acescg", to: "acescc", input: [0.18, 0.18, 0.18],
      result: [0.4135884024924422, 0.4135884024924422, 0.4135884024924422]),
    Single(
      id: "X181", from: "acescg", to: "acescct", input: [0.18, 0.18, 0.18],
      result: [0.4135884024924422, 0.4135884024924422, 0.4135884024924422]),
    Single(
      id: "X182", from: "acescg", to: "acescc", input: [1.0, 1.0, 1.0],
      result: [0.5547945205479452, 0.5547945205479452, 0.5547945205479452]),
    Single(
      id: "X184", from: "acescg", to: "acescc", input: [65504.0, 65504.0, 65504.0],
      result: [1.4679963120447153, 1.4679963120447153, 1.4679963120447153]),
    Single(
      id: "X185", from: "acescg", to: "acescct", input: [65504.0, 65504.0, 65504.0],
      result: [1.4679963120447153, 1.4679963120447153, 1.4679963120447153]),
  ]
}
