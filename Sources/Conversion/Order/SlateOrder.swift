import Digests
import FrameSequence
import Slate
import SystemPackage

/// A slate to be drawn: what it says, and the fonts that it is set in.
public struct SlateOrder: Sendable, Hashable, Codable {
  /// What the slate says.
  public var content: SlateContent
  /// The file for labels and values, and that for what stands out.
  public var fonts: [FontFile]

  /// A font file as the plan saw it, so that the same plan draws the same slate on every machine.
  public struct FontFile: Sendable, Hashable {
    /// Where the font lies.
    public var file: FilePath
    /// The digest of the file's bytes; a file with another one is not used.
    public var digest: XXH128
  }
}

extension SlateOrder {
  /// A slate in the fonts that are installed.
  package init(_ content: SlateContent) throws(SlateError) {
    self.content = content
    let fonts = try SlateFonts.installed()
    self.fonts = [try FontFile(fonts.regular), try FontFile(fonts.bold)]
  }
}

extension SlateOrder.FontFile {
  /// A font file as it is now.
  init(_ path: String) throws(SlateError) {
    file = FilePath(path)
    do {
      let descriptor = try FileDescriptor.open(file, .readOnly, options: [.closeOnExec])
      digest = try descriptor.closeAfter {
        var stream = XXH128Stream()
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
          // The array holds its count of bytes and is not used elsewhere meanwhile.
          let count = unsafe try piece.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }
          guard count > 0 else { return stream.finish() }
          // What was read just now.
          unsafe piece[..<count].withUnsafeBytes { unsafe stream.update($0) }
        }
      }
    } catch {
      throw .badFont(path: path, reason: .unreadable)
    }
  }
}
