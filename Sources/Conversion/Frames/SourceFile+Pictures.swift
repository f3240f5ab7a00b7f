import DPX
import EXR
import Files
import SystemPackage

extension SourceFile {
  /// Reads the whole file in one sequential pass.
  func read(into buffer: ByteBuffer) throws(FileFailure) {
    buffer.reserve(byteCount)
    // The buffer has room for them.
    unsafe try readAll(into: buffer.memory)
    buffer.setCount(byteCount)
  }

  /// The header alone, through positioned reads.
  func header(limits: Limits) throws(FrameFailure) -> Header {
    let file = descriptor
    do throws(EXRError) {
      return try Source(byteCount: byteCount, limits: limits) { offset, count throws(EXRError) in
        do throws(Errno) {
          return try file.bytes(at: offset, upTo: count)
        } catch {
          throw EXRError(.openFile, .io, "\(error)")
        }
      }.header
    } catch {
      throw FrameFailure(error, during: .read)
    }
  }

  /// The header of a DPX alone, through positioned reads, and where its codes lie.
  func proxyImage() throws(FrameFailure) -> DPXImage {
    let bytes = try onFiles { () throws(FileFailure) in try beginning(upTo: DPXImage.headerByteCount) }
    guard !bytes.isEmpty else { throw FrameFailure(.read, .file(.empty)) }
    do throws(DPXError) {
      return try DPXImage(parsingHeader: bytes.span, byteCount: byteCount)
    } catch {
      throw FrameFailure(.read, .dpx(error))
    }
  }
}
