import Digests
import FrameSequence
import Slate
import SystemPackage

extension SlateOrder {
  /// The fonts, if their files still are what they were when the plan was made.
  func checkedFonts() throws(FrameFailure) -> SlateFonts {
    for font in fonts {
      let path = font.file.string
      // A file that is gone or cannot be read is not the same font.
      guard (try? FontFile(path)) == font else {
        throw FrameFailure(.plan, .changedFont(file: font.file))
      }
    }
    return SlateFonts(regular: fonts[0].file.string, bold: fonts[1].file.string)
  }
}
