import COpenEXR

/// What decides which codec can pack or unpack a chunk.
struct ChunkFormat: Hashable {
  var channels: [Channel]
  var compression: Compression

  /// The channels as the facade wants them, for the length of `body`.
  func withChannels<Result>(_ body: (UnsafePointer<cexr_channel>, Int32) -> Result) -> Result {
    var names: [CChar] = []
    var starts: [Int] = []
    for channel in channels {
      starts.append(names.count)
      names += channel.nameBytes.map { CChar(bitPattern: $0) } + [0]
    }
    return unsafe names.withUnsafeBufferPointer { names in
      // Every start lies within `names`, which ends with a NUL.
      let list = unsafe zip(channels, starts).map { channel, start in
        unsafe cexr_channel(
          name: names.baseAddress! + start, type: channel.type.rawValue,
          is_perceptually_linear: channel.isPerceptuallyLinear ? 1 : 0)
      }
      return unsafe list.withUnsafeBufferPointer { unsafe body($0.baseAddress!, Int32($0.count)) }
    }
  }
}

/// Unpacks chunks of one format with OpenEXR. For one thread at a time.
@safe final class OpenEXRDecoder {
  let format: ChunkFormat
  private var handle: OpaquePointer?
  private var bases: [UnsafeMutableRawPointer?]

  init(_ format: ChunkFormat) throws(EXRError) {
    self.format = format
    unsafe bases = unsafe Array(repeating: nil, count: format.channels.count)
    var handle: OpaquePointer?
    // The facade copies the channels.
    let status = unsafe format.withChannels { channels, count in
      unsafe cexr_decoder_create(channels, count, Int32(format.compression.rawValue), &handle)
    }
    try EXRError.check(status, .decodeChunk)
    unsafe self.handle = unsafe handle
  }

  deinit {
    // The handle came from `cexr_decoder_create`.
    unsafe cexr_decoder_destroy(handle)
  }

  /// Unpacks a chunk of the planes' size, which is not stored as it is.
  func decode(_ packed: UnsafeRawBufferPointer, into planes: [Plane]) throws(EXRError) {
    for index in unsafe planes.indices { unsafe bases[index] = unsafe planes[index].base }
    // The planes have the format's channels and one size, as the caller checked, and are the caller's to write.
    let status = unsafe cexr_decode(
      handle, Int32(planes[0].width), Int32(planes[0].height), packed.baseAddress, packed.count, bases)
    try EXRError.check(status, .decodeChunk)
  }
}

/// Packs chunks of one format with OpenEXR. For one thread at a time.
@safe final class OpenEXREncoder {
  let format: ChunkFormat
  private var handle: OpaquePointer?
  private var bases: [UnsafeRawPointer?]

  init(_ format: ChunkFormat) throws(EXRError) {
    self.format = format
    unsafe bases = unsafe Array(repeating: nil, count: format.channels.count)
    var handle: OpaquePointer?
    // The facade copies the channels.
    let status = unsafe format.withChannels { channels, count in
      unsafe cexr_encoder_create(channels, count, Int32(format.compression.rawValue), &handle)
    }
    try EXRError.check(status, .encodeChunk)
    unsafe self.handle = unsafe handle
  }

  deinit {
    // The handle came from `cexr_encoder_create`.
    unsafe cexr_encoder_destroy(handle)
  }

  /// Packs a chunk of the planes' size. The bytes are valid until the next call.
  func encode(_ planes: [Plane]) throws(EXRError) -> UnsafeRawBufferPointer {
    for index in unsafe planes.indices { unsafe bases[index] = unsafe UnsafeRawPointer(planes[index].base) }
    var packed: UnsafeRawPointer?
    var size = 0
    // The planes have the format's channels and one size, as the caller checked.
    let status = unsafe cexr_encode(
      handle, Int32(planes[0].width), Int32(planes[0].height), bases, &packed, &size)
    try EXRError.check(status, .encodeChunk)
    return unsafe UnsafeRawBufferPointer(start: packed, count: size)
  }
}

extension EXRError {
  /// Throws unless a call of the facade, just made on this thread, went well.
  static func check(_ status: cexr_status, _ operation: Operation) throws(EXRError) {
    guard status != CEXR_OK else { return }
    // The facade keeps the text for this thread.
    let reason = unsafe String(cString: cexr_message())
    throw EXRError(operation, status == CEXR_UNSUPPORTED ? .unsupported : .damaged, "OpenEXR: \(reason)")
  }
}
