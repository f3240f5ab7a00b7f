import Glibc
import SystemPackage

/// A limit of the address space (`ulimit -v`), under which an allocation fails where memory as such is left.
///
/// Swift cannot go on after an allocation that failed, so what a run takes is planned inside of the limit, and where
/// that fails too it ends with a sentence.
package enum AddressSpace {
  /// What a run needs beside the memory that it plans with, in bytes: stacks, tables, plan and report of a shot of some
  /// thousand frames.
  package static let reserve = 96 << 20

  /// What is left, in bytes; nil where there is no limit.
  package static var free: Int? {
    var limit = rlimit()
    // The structure lives to the end of the call, which fails for no resource that there is.
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < .max / 2
    else { return nil }
    // The first number is the size of all that is mapped, in pages.
    let mapped = ControlGroup.text(of: "/proc/self/statm").flatMap { $0.split(separator: " ").first }
    return max(0, Int(limit.rlim_cur) - (mapped.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE)))
  }

  /// What stands against any work, as a sentence; nil where there is enough or no limit.
  package static var shortage: String? {
    guard let free, free < reserve else { return nil }
    return
      "the limit of the address space (ulimit -v) leaves \(free >> 20) MiB, and \(reserve >> 20) MiB are needed"
      + " to begin with: raise it"
  }
}
