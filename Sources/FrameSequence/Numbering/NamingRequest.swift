import Files
import SystemPackage

/// How delivered files are called.
public struct NamingRequest: Sendable {
  /// Nil: as the source.
  public var template: NameTemplate?
  /// The delivery's version, such as `v001`, as bytes of a name.
  public var versionTag: [UInt8]?

  /// Names as the sources have them.
  public init() {}
}

extension NamingRequest {
  /// The name that the template gives the files of a sequence; nil where there is no template.
  ///
  /// - Parameters:
  ///   - colorspace: The space or encoding of the files; nil where nobody asked what it is.
  ///   - suffix: What the names end in, with its dot.
  /// - Throws: ``NameTemplateError`` where a field is not known, or nobody would read the name back.
  package func pattern(
    for sequence: ImageSequence, colorspace: String?, suffix: [UInt8], pad: Int?
  ) throws(NameTemplateError) -> SequencePattern? {
    guard let template else { return nil }
    return try template.pattern(
      fields: fields(of: sequence, colorspace: colorspace), suffix: suffix, pad: pad,
      isNumbered: sequence.pattern.isNumbered)
  }

  /// A numbering that pads as the names will be: as the user says, else as the template shows.
  package func padded(_ numbering: NumberingRequest) -> NumberingRequest {
    var numbering = numbering
    numbering.pad = numbering.pad ?? template?.pad
    return numbering
  }

  private func fields(of sequence: ImageSequence, colorspace: String?) -> [NameTemplate.Field: [UInt8]] {
    let shot = ShotName(stem: sequence.pattern.stem)
    var fields: [NameTemplate.Field: [UInt8]] = [
      .sequence: sequence.pattern.stem, .shot: shot.shot,
    ]
    fields[.colorspace] = colorspace.map { Array($0.utf8) }
    if let folder = sequence.directory.lastComponent {
      fields[.folder] = FilePath(root: nil, [folder]).bytes
    }
    fields[.plate] = shot.plate
    fields[.version] = versionTag ?? shot.version
    return fields
  }
}

extension NameTemplateError {
  /// The error as one sentence.
  public var words: String {
    switch self {
    case .unknownField(let name):
      "{\(name)} is no field of a name: known are "
        + NameTemplate.Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
    case .unclosedField: "a { in the name template has no }, or the other way round"
    case .slash: "a name template names files, not folders: it holds a /"
    case .noNumber: "the name template has no #### for the frame number"
    case .missingField(let field):
      field == .version
        ? "the name says no version: say --version-tag v001"
        : "the name says no {\(field.rawValue)}: leave that out of --name"
    case .unusableValue(let field, let value):
      "{\(field.rawValue)} is \(PathText.encode(value)), which is no part of a file name"
    case .numberNotReadable(let pattern):
      "\(pattern.text) would not be read back as a sequence: the number stands before the extension"
    case .hiddenName(let pattern): "\(pattern.text) begins with a dot, so nobody would find it"
    case .tooLong(let pattern): "\(pattern.text) is longer than a file name can be"
    }
  }
}
