import EXR

/// What a frame has become, in memory.
package struct FrameFiles: Sendable {
  /// Nil where none is made.
  let exr: ByteBuffer?
  /// Nil where none is made.
  let preview: ByteBuffer?
  let findings: FrameFindings
}
