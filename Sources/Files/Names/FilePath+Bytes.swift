import SystemPackage

extension FilePath {
  /// The path's bytes without the terminating NUL, as the file system has them.
  public var bytes: [UInt8] {
    // The platform string is valid inside the closure and holds `length` characters before its NUL.
    unsafe withPlatformString { start in
      unsafe UnsafeBufferPointer(start: start, count: length).map { UInt8(bitPattern: $0) }
    }
  }

  /// A path of these bytes. Repeated and trailing slashes are dropped, as `FilePath` does.
  ///
  /// - Precondition: no byte is 0, which no path can hold.
  public init(bytes: [UInt8]) {
    precondition(!bytes.contains(0), "a path cannot hold a NUL byte")
    // The array ends in the NUL that the initialiser reads up to, and outlives the call.
    unsafe self.init(platformString: bytes.map { CInterop.PlatformChar(bitPattern: $0) } + [0])
  }

  /// This path with one more component, the file name `name`.
  ///
  /// - Precondition: `name` is not empty and holds neither `/` nor NUL.
  package func appending(name: [UInt8]) -> FilePath {
    precondition(!name.isEmpty && !name.contains(Byte.slash), "a file name is one component")
    return isEmpty ? FilePath(bytes: name) : FilePath(bytes: bytes + [Byte.slash] + name)
  }
}
