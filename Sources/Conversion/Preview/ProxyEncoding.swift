import ACES
import DPX

// ACES knows what codes mean and no file; DPX writes the names into headers and knows no colour. Here, and only here,
// the one's encodings are those of the other.

extension DPXEncoding {
  package init(_ encoding: ACESproxy) {
    switch encoding {
    case .acesproxy10: self = .acesproxy10
    case .acesproxy12: self = .acesproxy12
    }
  }
}

extension ACESproxy {
  init(_ encoding: DPXEncoding) {
    switch encoding {
    case .acesproxy10: self = .acesproxy10
    case .acesproxy12: self = .acesproxy12
    }
  }
}
