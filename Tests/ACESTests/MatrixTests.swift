import Testing

@testable import ACES

@Suite("Matrices")
struct MatrixTests {
  /// TRA₁ and TRA₂ computed with 60 digits, to the 17 that name one Double.
  static let tra1 = [
    1.4514393161456656, -0.23651074689374013, -0.21492856925192536,
    -0.076553773396020541, 1.1762296998335728, -0.099675926437552187,
    0.008316148425697785, -0.006032449791021033, 0.9977163013653233,
  ]
  static let tra2 = [
    0.69545224135745176, 0.14067869647029416, 0.16386906217225408,
    0.044794563372037709, 0.85967111845642186, 0.095534318171540414,
    -0.0055258825581135894, 0.0040252103059786569, 1.0015006722521349,
  ]

  static func elements(_ matrix: Matrix3) -> [Double] {
    (0..<9).map { matrix[$0 / 3, $0 % 3] }
  }

  @Test("The derivation gives the exact matrices, bit for bit")
  func doubles() {
    #expect(Self.elements(.ap0ToAP1) == Self.tra1)
    #expect(Self.elements(.ap1ToAP0) == Self.tra2)
  }

  @Test("The Floats of the kernels")
  func floats() {
    #expect(
      Self.elements(.ap0ToAP1).map { Float($0).bitPattern } == [
        0x3FB9_C8C3, 0xBE72_2FE0, 0xBE5C_163C, 0xBD9C_C83A, 0x3F96_8EB2, 0xBDCC_22E4, 0x3C08_4074,
        0xBBC5_ABDB, 0x3F7F_6A56,
      ])
    #expect(
      Self.elements(.ap1ToAP0).map { Float($0).bitPattern } == [
        0x3F32_0928, 0x3E10_0E14, 0x3E27_CD4B, 0x3D37_7A81, 0x3F5C_1368, 0x3DC3_A77F, 0xBBB5_1276,
        0x3B83_E5E9, 0x3F80_312D,
      ])
  }

  @Test("The ten digits that S-2013-001 prints")
  func printed() {
    let printed = [
      1.4514393161, -0.2365107469, -0.2149285693, -0.0765537734, 1.1762296998, -0.0996759264, 0.0083161484,
      -0.0060324498, 0.9977163014,
    ]
    for (own, printed) in zip(Self.elements(.ap0ToAP1), printed) { #expect(abs(own - printed) <= 5e-11) }
  }

  @Test("White stays white and the matrices undo each other")
  func whiteAndInverse() {
    for matrix in [Matrix3.ap0ToAP1, .ap1ToAP0] {
      for row in 0..<3 { #expect(abs(matrix[row, 0] + matrix[row, 1] + matrix[row, 2] - 1) < 3e-16) }
    }
    for row in 0..<3 {
      for column in 0..<3 {
        let product = (0..<3).map { Matrix3.ap0ToAP1[row, $0] * Matrix3.ap1ToAP0[$0, column] }.reduce(0, +)
        #expect(abs(product - (row == column ? 1 : 0)) < 4e-16)
      }
    }
    #expect(Matrix3(from: .ap1, to: .ap1) == Matrix3(rows: ([1, 0, 0], [0, 1, 0], [0, 0, 1])))
  }

  @Test("Plans of all pairs")
  func plans() {
    let curves = [ColorSpace.acescc: LogCurve.acescc, .acescct: .acescct]
    for source in ColorSpace.allCases {
      for target in ColorSpace.allCases {
        let plan = ConversionPlan(from: source, to: target)
        #expect(plan.decoding == (source == target ? nil : curves[source]))
        #expect(plan.encoding == (source == target ? nil : curves[target]))
        let matrix: Matrix3? =
          source == target ? nil : source == .aces2065_1 ? .ap0ToAP1 : target == .aces2065_1 ? .ap1ToAP0 : nil
        #expect(plan.matrix == matrix)
        #expect(plan.isEmpty == (source == target))
      }
    }
  }
}
