import Glibc
import SystemPackage

/// What this process may use of the machine.
package enum Machine {
  /// The cores that it may run on: those of its affinity, or fewer where a control group has a quota of them.
  package static var cores: Int {
    let allowed = affinity ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))
    return max(1, min(allowed, ControlGroup.own.cores ?? .max))
  }

  /// The memory that it may have, in bytes: that of the machine, or less where a control group or the address space
  /// (`ulimit -v`) has a limit.
  package static var memory: Int {
    let installed = sysconf(Int32(_SC_PHYS_PAGES)) * pageSize
    let addressable = AddressSpace.free.map { max(0, $0 - AddressSpace.reserve) }
    return min(installed, ControlGroup.own.memory ?? .max, addressable ?? .max)
  }

  private static var pageSize: Int { sysconf(Int32(_SC_PAGESIZE)) }

  /// How many cores the process may run on; nil on a machine with more than the system's set has room for.
  private static var affinity: Int? {
    var cores = cpu_set_t()
    // The set lives to the end of the call, and its size is said.
    guard unsafe sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &cores) == 0 else { return nil }
    // All bytes of the set were written.
    return unsafe withUnsafeBytes(of: cores) { unsafe $0.reduce(0) { $0 + $1.nonzeroBitCount } }
  }
}
