import Files

/// The name of delivered frames with places to be filled: `{shot}_{plate}_{colorspace}_{version}.####`.
///
/// `####` (or `@@@@`, `%04d`) stands for the number, with the padding it shows; for a file without
/// number it is dropped with the separator before it. The extension comes from the kind of file
/// written; an `.exr` or `.dpx` at the template's end is replaced by it.
public struct NameTemplate: Hashable, Sendable {
  /// What a place can be filled with.
  public enum Field: String, Hashable, Sendable, CaseIterable, Encodable {
    /// The source's name without number and extension.
    case sequence
    /// The name of the source's folder.
    case folder
    /// The shot.
    case shot
    /// The plate.
    case plate
    /// The colour space delivered.
    case colorspace
    /// The delivery's version, such as `v001`.
    case version
  }

  private enum Piece: Hashable {
    case literal([UInt8])
    case field(Field)
  }

  /// The padding that the place for the number shows, 1–10.
  let pad: Int
  private let before: [Piece]
  private let countsSign: Bool
  private let after: [Piece]

  /// The places that are filled from what is known of the sequence.
  package var fields: Set<Field> {
    Set((before + after).compactMap { if case .field(let field) = $0 { field } else { nil } })
  }

  /// Reads a template.
  ///
  /// - Throws: ``NameTemplateError/unknownField(name:)``, ``NameTemplateError/unclosedField``,
  ///   ``NameTemplateError/slash``, ``NameTemplateError/noNumber``.
  public init(parsing template: [UInt8]) throws(NameTemplateError) {
    if template.contains(Byte.slash) { throw .slash }
    let lowercased = template.map(Byte.lowercased)
    let hasExtension =
      lowercased.suffix(4).elementsEqual(".exr".utf8) || lowercased.suffix(4).elementsEqual(".dpx".utf8)
    let stem = hasExtension ? Array(template.dropLast(4)) : template
    guard let pattern = SequencePattern(parsing: stem) else { throw .noNumber }
    pad = pattern.pad
    countsSign = pattern.countsSign
    before = try Self.pieces(of: pattern.prefix[...])
    after = try Self.pieces(of: pattern.suffix[...])
  }

  /// The pattern of one sequence's delivered frames.
  ///
  /// - Parameters:
  ///   - fields: what is known of the sequence.
  ///   - suffix: what stands at the end of the names: the extension with its dot.
  ///   - pad: the padding if the user gave one, else `nil`.
  ///   - isNumbered: whether the frames have numbers.
  /// - Throws: ``NameTemplateError``: a field that is not known, a value that is no part of a name, or
  ///   a name that nobody would read back as a frame.
  package func pattern(
    fields: [Field: [UInt8]], suffix: [UInt8], pad: Int? = nil, isNumbered: Bool = true
  ) throws(NameTemplateError) -> SequencePattern {
    var prefix = try Self.fill(before, fields)
    let suffix = try Self.fill(after, fields) + suffix
    guard isNumbered else {
      if let last = prefix.last, last == Byte.dot || last == Byte.underscore { prefix.removeLast() }
      return try Self.checked(SequencePattern(prefix: prefix, pad: 0, suffix: suffix))
    }
    let pattern = try Self.checked(
      SequencePattern(prefix: prefix, pad: pad ?? self.pad, suffix: suffix, countsSign: countsSign))
    guard FrameName(pattern.name(for: 1)).number == 1 else { throw .numberNotReadable(pattern: pattern) }
    return pattern
  }

  private static func pieces(of template: ArraySlice<UInt8>) throws(NameTemplateError) -> [Piece] {
    var pieces: [Piece] = []
    var rest = template
    while let open = rest.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
      guard rest[open] == UInt8(ascii: "{"), let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
      else { throw .unclosedField }
      let name = String(decoding: rest[(open + 1)..<close], as: UTF8.self)
      guard let field = Field(rawValue: name) else { throw .unknownField(name: name) }
      pieces += [.literal(Array(rest[..<open])), .field(field)]
      rest = rest[(close + 1)...]
    }
    return pieces + [.literal(Array(rest))]
  }

  private static func fill(
    _ pieces: [Piece], _ fields: [Field: [UInt8]]
  ) throws(NameTemplateError) -> [UInt8] {
    var name: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let bytes): name += bytes
      case .field(let field):
        guard let value = fields[field], !value.isEmpty else { throw .missingField(field: field) }
        let dots = value.allSatisfy { $0 == Byte.dot }
        guard !dots, !value.contains(Byte.slash), !value.contains(0) else {
          throw .unusableValue(field: field, value: value)
        }
        name += value
      }
    }
    return name
  }

  /// - Throws: for a name that a scan would take for a dropping, or that no file system holds.
  private static func checked(_ pattern: SequencePattern) throws(NameTemplateError) -> SequencePattern {
    let name = pattern.name(for: 1)
    if name.first == Byte.dot { throw .hiddenName(pattern: pattern) }
    if name.count > OutputName.maximumLength { throw .tooLong(pattern: pattern) }
    return pattern
  }
}

/// Why a name template cannot be used.
public enum NameTemplateError: Error, Hashable, Sendable, Encodable {
  /// A place with a name that is none of ``NameTemplate/Field``.
  case unknownField(name: String)
  /// A `{` without `}`, or the other way round.
  case unclosedField
  /// The template holds a `/`: it names files, not folders.
  case slash
  /// The template has no place for the number.
  case noNumber
  /// The field is not known for this sequence, or empty.
  case missingField(field: NameTemplate.Field)
  /// The value holds `/` or NUL, or is nothing but dots, and would lead out of the folder.
  case unusableValue(field: NameTemplate.Field, value: [UInt8])
  /// The number would not stand between a separator and the extension, so the result would not be read
  /// as a sequence.
  case numberNotReadable(pattern: SequencePattern)
  /// The name would begin with a dot.
  case hiddenName(pattern: SequencePattern)
  /// The name would be longer than ``OutputName/maximumLength``.
  case tooLong(pattern: SequencePattern)
}
