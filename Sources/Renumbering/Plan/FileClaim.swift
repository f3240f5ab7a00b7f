import SystemPackage

/// What a file says it is. Renumbering opens no picture, so whoever can read headers tells it.
package struct FileClaim: Sendable {
  /// Tells what the file of a path says.
  package typealias Reader = @Sendable (FilePath) -> FileClaim

  /// The name of the source frame that it stands for; nil where it does not say.
  let frame: [UInt8]?
  /// Whether it is a slate; nil where it does not say.
  let isSlate: Bool?

  package init(frame: [UInt8]? = nil, isSlate: Bool? = nil) {
    self.frame = frame
    self.isSlate = isSlate
  }
}
