import CXXHash

/// A digest of 128 bits by XXH3 of the xxHash library (version 0.8, "XXH3_128bits" without a seed).
///
/// It finds every accidental change of a file and is faster than memory; it is no protection against somebody who
/// wants two files to have one digest.
public struct XXH128: Sendable, Hashable {
  /// The canonical form: 16 bytes from the most significant to the least.
  public let bytes: [UInt8]

  /// The digest of all bytes of a buffer.
  public init(of buffer: UnsafeRawBufferPointer) {
    var stream = XXH128Stream()
    unsafe stream.update(buffer)
    self = stream.finish()
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The digest that a text of 32 hexadecimal digits says; nil for any other text.
  public init?(_ text: String) {
    let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard text.utf8.count == 32, digits.count == 32 else { return nil }
    bytes = stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  /// The canonical form as 32 lower-case hexadecimal digits, as `xxh128sum` prints it.
  public var text: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// A digest that grows with the bytes it is given.
@safe public struct XXH128Stream: ~Copyable {
  private let state: OpaquePointer

  /// A digest of no bytes yet.
  public init() {
    guard let state = unsafe cxxhash_create() else {
      preconditionFailure("no memory for a state of 576 bytes")
    }
    unsafe self.state = state
  }

  deinit {
    // This is the state's only owner.
    unsafe cxxhash_free(state)
  }

  /// Adds the bytes of a buffer behind those given before.
  public mutating func update(_ buffer: UnsafeRawBufferPointer) {
    // The buffer is valid for the call.
    unsafe cxxhash_update(state, buffer.baseAddress, buffer.count)
  }

  /// The digest of all bytes so far.
  public func finish() -> XXH128 {
    // The state is valid as long as `self` lives, and a digest is sixteen bytes.
    let digest = unsafe cxxhash_finish(state)
    return XXH128(bytes: unsafe withUnsafeBytes(of: digest) { unsafe Array($0) })
  }
}
