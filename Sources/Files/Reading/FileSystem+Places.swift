import SystemPackage

extension FileSystem {
  /// The folders between `base` and `folder`, which is one of the names: `a/b` for `base/a/b`, and empty for `base`
  /// itself; nil where `folder` is not below `base`.
  ///
  /// What counts is which folder `base` is, not how it is written. The names are those by which `folder` is reached,
  /// where these lead through `base`, else those of the path without links.
  package static func place(of folder: FilePath, below base: FilePath) -> FilePath? {
    guard let wanted = identity(base) else { return nil }
    for path in [absolute(folder), realPath(folder)] {
      guard var rest = path else { continue }
      var names: [FilePath.Component] = []
      while true {
        if identity(rest) == wanted { return FilePath(root: nil, names.reversed()) }
        guard let last = rest.lastComponent else { break }
        names.append(last)
        rest.removeLastComponent()
      }
    }
    return nil
  }

  /// The name of a folder as it is reached, or its own name where `.` or `..` leads to it; empty for the root.
  package static func ownName(of folder: FilePath) -> FilePath {
    let isNamed = folder.lastComponent?.kind == .regular
    let name = isNamed ? folder.lastComponent : realPath(folder)?.lastComponent
    return FilePath(root: nil, [name].compactMap(\.self))
  }

  /// The same path from the root on; nil where it has a `..`, whose meaning depends on links.
  private static func absolute(_ path: FilePath) -> FilePath? {
    guard !path.components.contains(where: { $0.kind == .parentDirectory }) else { return nil }
    if path.isAbsolute { return path.lexicallyNormalized() }
    return realPath(".")?.appending(path.components).lexicallyNormalized()
  }
}
