/// The one text form of a name that is bytes: for messages, JSON and arguments.
///
/// A file name on Linux is any bytes but `/` and NUL, and need not be UTF-8. In this form every byte
/// that is not part of valid UTF-8 is written `\xNN` (two upper-case hexadecimal digits), and so are
/// the backslash itself (`\x5C`) and every character that a terminal would obey or hide: controls,
/// format characters such as direction overrides, line and paragraph separators. Everything else
/// stands for itself.
///
/// ``decode(_:)`` after ``encode(_:)`` is the identity for every sequence of bytes. Texts must not be
/// compared as `String`: its equality is canonical equivalence, so a precomposed and a decomposed `é`
/// would be the same name. Compare the bytes.
public enum PathText {
  /// The text of `bytes`; empty for no bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
    var text = String()
    text.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let length = lengthOfScalar(bytes[index...])
      let piece = bytes[index..<(index + max(length, 1))]
      if length > 0, let scalar = String(decoding: piece, as: UTF8.self).unicodeScalars.first, isPlain(scalar)
      {
        text.unicodeScalars.append(scalar)
      } else {
        for byte in piece { text += escape(byte) }
      }
      index += piece.count
    }
    return text
  }

  /// Text of a header, such as the name of a channel or of a part, in the form in which names are shown: no
  /// character of it is obeyed by a terminal, and ``decode(_:)`` gives it back.
  package static func shown(_ text: String) -> String { encode(Array(text.utf8)) }

  /// The bytes of a text made by ``encode(_:)``.
  ///
  /// Characters that `encode` would have escaped are taken as they stand, so any text without a
  /// backslash gives its UTF-8.
  /// - Throws: ``PathTextError`` where a backslash is not followed by `x` and two hexadecimal digits.
  public static func decode(_ text: String) throws(PathTextError) -> [UInt8] {
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      guard source[index] == Byte.backslash else {
        bytes.append(source[index])
        index += 1
        continue
      }
      guard index + 3 < source.count, source[index + 1] == UInt8(ascii: "x"),
        let high = hexadecimalValue(source[index + 2]), let low = hexadecimalValue(source[index + 3])
      else { throw PathTextError(offset: index) }
      bytes.append(high << 4 | low)
      index += 4
    }
    return bytes
  }

  /// `bytes` as one word for a POSIX shell with `$'…'` (bash, zsh, ksh), so that a printed command can
  /// be pasted and run whatever the name is.
  ///
  /// A leading dash is kept: where the word is a path of its own, the caller writes `./` before it.
  package static func shellWord(_ bytes: [UInt8]) -> String {
    let text = encode(bytes)
    if !bytes.isEmpty, bytes.allSatisfy(isSafeInShell) { return text }
    // Without an escape in it the text is the bytes, and single quotes keep all but themselves.
    if text.utf8.elementsEqual(bytes) {
      return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        + "'"
    }
    return "$'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'") + "'"
  }

  /// A path as one word for the shell that is no option: with `./` before a dash.
  package static func shellPath(_ bytes: [UInt8]) -> String {
    shellWord(bytes.first == Byte.dash ? Array("./".utf8) + bytes : bytes)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\\" { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }

  private static func isSafeInShell(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "._/+-,:@%=".utf8.contains(byte)
    }
  }

  private static func escape(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return (digits.utf8.count == 1 ? "\\x0" : "\\x") + digits
  }

  private static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  /// Bytes of the well-formed scalar at the start of `bytes`, or 0 where there is none: Unicode 16.0,
  /// Table 3-7 (no overlong forms, no surrogates, nothing above U+10FFFF).
  private static func lengthOfScalar(_ bytes: ArraySlice<UInt8>) -> Int {
    let lead = bytes[bytes.startIndex]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    let tail = bytes.dropFirst().prefix(length - 1)
    guard tail.count == length - 1, let next = tail.first, second.contains(next) else { return 0 }
    return tail.dropFirst().allSatisfy { (0x80...0xBF).contains($0) } ? length : 0
  }
}

/// A backslash in the text form of a name that does not begin `\xNN`.
public struct PathTextError: Error, Hashable, Sendable {
  /// Where the backslash stands, in bytes of the text's UTF-8 from its start.
  public let offset: Int
}
