import SystemPackage

/// The limits that control groups set to a process: its own group's and those of all groups above.
///
/// Both versions are read as the kernel documents them (Documentation/admin-guide/cgroup-v1 and cgroup-v2.rst).
package struct ControlGroup: Sendable, Hashable {
  /// Bytes of memory; nil where there is no limit.
  package private(set) var memory: Int?
  /// A quota of processor time as whole cores, rounded up; nil where there is none.
  package private(set) var cores: Int?

  /// Those of this process.
  package static var own: ControlGroup {
    ControlGroup(
      groups: text(of: "/proc/self/cgroup") ?? "", mounts: text(of: "/proc/self/mountinfo") ?? "", read: text)
  }

  /// - Parameters:
  ///   - groups: The lines of `/proc/self/cgroup`: number, controllers, path of the group.
  ///   - mounts: The lines of `/proc/self/mountinfo`.
  ///   - read: The text of a file; nil where there is none.
  package init(groups: String, mounts: String, read: (FilePath) -> String?) {
    for line in groups.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let controllers = fields[1].split(separator: ",")
      let type = controllers.isEmpty ? "cgroup2" : "cgroup"
      for mount in mounts.split(separator: "\n").compactMap(Mount.init)
      where mount.type == type && controllers.allSatisfy(mount.options.contains) {
        for folder in mount.folders(of: FilePath(String(fields[2]))) {
          take(folder, isSecond: controllers.isEmpty, read)
        }
      }
    }
  }

  private mutating func take(_ folder: FilePath, isSecond: Bool, _ read: (FilePath) -> String?) {
    func number(_ name: String) -> Int? { read(folder.appending(name)).flatMap { Int($0.trimmed) } }
    if let limit = number(isSecond ? "memory.max" : "memory.limit_in_bytes"), limit > 0 {
      memory = min(memory ?? .max, limit)
    }
    var quota: (time: Int, period: Int)?
    if isSecond, let numbers = read(folder.appending("cpu.max"))?.trimmed.split(separator: " "),
      numbers.count == 2,
      let time = Int(numbers[0]), let period = Int(numbers[1])
    {
      quota = (time, period)
    } else if let time = number("cpu.cfs_quota_us"), let period = number("cpu.cfs_period_us") {
      quota = (time, period)
    }
    if let quota, quota.time > 0, quota.period > 0 {
      cores = min(cores ?? .max, (quota.time - 1) / quota.period + 1)
    }
  }

  /// The text of one of the kernel's small files; nil where it cannot be read.
  static func text(of path: FilePath) -> String? {
    // What cannot be read sets no limit that could be known.
    guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return nil }
    // Nothing was written through it.
    defer { try? file.close() }
    // As above.
    guard let bytes = try? file.allBytes(at: 0, upTo: 1 << 20) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A line of `/proc/self/mountinfo`: where which folder of a file system is mounted.
  private struct Mount {
    let root: FilePath
    let point: FilePath
    let type: String
    let options: [Substring]

    init?(_ line: Substring) {
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), dash >= 5, dash + 3 < fields.count else { return nil }
      root = FilePath(String(fields[3]))
      point = FilePath(String(fields[4]))
      type = String(fields[dash + 1])
      options = fields[dash + 3].split(separator: ",")
    }

    /// The folder of a group and those of all groups above it, as far as they are mounted.
    func folders(of group: FilePath) -> [FilePath] {
      var folder = point
      var folders = [folder]
      // In a container the mount may begin at the group itself, which is named as the host names it.
      var below = group
      if below.removePrefix(root) || !group.starts(with: root) {
        for component in below.components {
          folder.append(component)
          folders.append(folder)
        }
      }
      return folders
    }
  }
}

extension String {
  /// The text without the end of its line.
  fileprivate var trimmed: Substring { prefix { !$0.isNewline } }
}
