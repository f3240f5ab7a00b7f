import FrameSequence
import Planning
import SystemPackage

/// Whether a report may be written where it is wanted. Where it may not, nothing is done at all.
struct ReportPlace {
  /// What stands against it.
  let refusal: Refusal?
  /// Whether a report is wanted and may be written.
  let takesReport: Bool

  /// - Parameters:
  ///   - file: Nil where no report is wanted.
  ///   - reads: All files that are read.
  init(_ file: ReportFile?, reads: [FilePath], existing: ExistingPolicy) {
    refusal = file?.refusal(reads: reads, existing: existing)
    takesReport = file != nil && refusal == nil
  }
}
