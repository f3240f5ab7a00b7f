import Files
import SystemPackage

/// One file that a plan will write.
package struct OutputName: Hashable, Sendable {
  /// The most bytes that a file name has on the file systems in use.
  package static let maximumLength = 255

  /// The folder, relative to one output folder that all names share, or absolute.
  let folder: FilePath
  /// The file name.
  let name: [UInt8]

  /// A file of this name in this folder; `a/./b` and `a/b` are one folder.
  package init(folder: FilePath, name: [UInt8]) {
    self.folder = folder.lexicallyNormalized()
    self.name = name
  }

  /// The names that more than one file would get.
  ///
  /// - Parameter outputs: for each sequence, all files that it will write, slate included.
  /// - Returns: each such name with the indices of the sequences that want it, rising; a sequence that
  ///   wants it twice is there twice. In the order in which a second file claims each.
  package static func collisions(_ outputs: [[OutputName]]) -> [(output: OutputName, sequences: [Int])] {
    var owners: [OutputName: [Int]] = [:]
    var order: [OutputName] = []
    for (index, names) in outputs.enumerated() {
      for name in names {
        if owners[name]?.count == 1 { order.append(name) }
        owners[name, default: []].append(index)
      }
    }
    return order.map { ($0, owners[$0] ?? []) }
  }
}

extension Destination {
  /// The same, in the form in which outputs are compared.
  package var output: OutputName { OutputName(folder: folder, name: name) }
}
