/// The scene-linear values of a slate. All are neutral: AP0 and AP1 have the same white, so that a neutral
/// has the same value in both and a slate needs no matrix in either.
///
/// Through an ACES view the background is near black without crushing, text is bright without clipping, and
/// 18 % grey stands out from both.
enum SlateTone {
  static let background: Float = 0.02
  static let rule: Float = 0.09
  static let secondary: Float = 0.3
  static let primary: Float = 0.8
  static let grey: Float = 0.18
}
