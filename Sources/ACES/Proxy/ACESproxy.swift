/// ACESproxy, Academy S-2013-001, "ACESproxy – An Integer Log Encoding of ACES Image Data".
///
/// The encoding is for transport, monitoring and look creation; the specification says that it is not
/// for storage, interchange or archiving. The cases are the two bit depths, the constants those of its
/// Appendix D, "Parameters".
public enum ACESproxy: String, Sendable, Hashable, Codable, CaseIterable {
  /// ACESproxy10, codes 64…940.
  case acesproxy10
  /// ACESproxy12, codes 256…3760.
  case acesproxy12

  /// Bits of a code: 10 or 12.
  public var bitDepth: Int { self == .acesproxy10 ? 10 : 12 }

  /// CVmin: the lowest code that represents image data, 64 or 256.
  public var cvMin: Int { self == .acesproxy10 ? 64 : 256 }

  /// CVmax: the highest code that represents image data, 940 or 3760.
  public var cvMax: Int { self == .acesproxy10 ? 940 : 3760 }

  /// StepsPerStop: codes a stop of exposure, 50 or 200.
  var stepsPerStop: Int { self == .acesproxy10 ? 50 : 200 }

  /// MidCVOffset: the code of 2^``midLogOffset``, 425 or 1700.
  var midCVOffset: Int { self == .acesproxy10 ? 425 : 1700 }

  /// MidLogOffset: log₂ of the linear value that gets ``midCVOffset``.
  static let midLogOffset = -2.5

  /// The name that every system shall use: S-2013-001, "Naming conventions".
  public static let name = "ACESproxy"
}
