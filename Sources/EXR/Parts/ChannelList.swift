/// The bytes of `chlist`: for each channel the name and a NUL, then type, pLinear with three bytes reserved,
/// and both samplings; a NUL at the end.
enum ChannelList {
  static func decode(_ bytes: [UInt8], limit: Int) throws(EXRError) -> [Channel] {
    let result: Result<[Channel], EXRError> = unsafe bytes.withUnsafeBytes { raw in
      // `raw` is valid during this closure, and the reader stays in it.
      unsafe decode(ByteReader(raw), limit: limit)
    }
    return try result.get()
  }

  private static func decode(_ start: ByteReader, limit: Int) -> Result<[Channel], EXRError> {
    var reader = start
    var channels: [Channel] = []
    do throws(EXRError) {
      while true {
        let name = try reader.text(limit: 255)
        if name.isEmpty { return .success(channels) }
        guard let type = PixelType(rawValue: Int32(try reader.int32())) else {
          throw EXRError(.openFile, .damaged, "a channel has an unknown type")
        }
        let linear = try reader.bytes(4)
        channels.append(
          Channel(
            nameBytes: name, type: type, xSampling: try reader.int32(), ySampling: try reader.int32(),
            isPerceptuallyLinear: linear[0] != 0))
        guard channels.count <= limit else {
          throw EXRError(.openFile, .tooLarge, "a part has more than \(limit) channels")
        }
      }
    } catch {
      // The list's own end is not the file's.
      return .failure(
        error.kind == .truncated ? EXRError(.openFile, .damaged, "the list of channels is cut off") : error)
    }
  }

  static func encode(_ channels: [Channel]) -> [UInt8] {
    channels.flatMap { channel in
      channel.nameBytes + [0]
        + littleEndian([
          UInt32(channel.type.rawValue), channel.isPerceptuallyLinear ? 1 : 0, UInt32(channel.xSampling),
          UInt32(channel.ySampling),
        ])
    } + [0]
  }
}
