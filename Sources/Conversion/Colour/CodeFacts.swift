import ACES
import DPX

/// How the codes of a DPX lie in its file.
package struct CodeFacts: Sendable, Hashable {
  package let bitDepth: DPXBitDepth
  let packing: DPXPacking

  init(_ image: DPXImage) {
    bitDepth = image.bitDepth
    packing = image.packing
  }

  /// The one encoding that has codes of this size.
  package var encoding: ACESproxy {
    switch bitDepth {
    case .ten: .acesproxy10
    case .twelve: .acesproxy12
    }
  }

  /// The type of a code, as scans name types.
  package var type: String { "\(bitDepth.rawValue)-bit" }

  /// The packing, as scans name storage.
  package var storage: String {
    switch packing {
    case .packed: "packed words"
    case .filledA: "filled words, method A"
    case .filledB: "filled words, method B"
    }
  }
}
