/// Where a frame stands in what is delivered or renumbered.
public enum FrameRole: String, Sendable, Hashable, Codable {
  /// Before head-in, and no part of the picture.
  case slate
  /// In the picture: before cut-in, from cut-in to cut-out, and behind cut-out.
  case headHandle, cut, tailHandle
}

extension FrameRole {
  package init(_ role: NumberingPlan.Role) {
    switch role {
    case .headHandle: self = .headHandle
    case .cut: self = .cut
    case .tailHandle: self = .tailHandle
    }
  }
}
