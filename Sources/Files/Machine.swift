import Glibc

/// What this machine has.
package enum Machine {
  /// The cores that the system has now.
  package static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Its memory, in bytes.
  package static var memory: Int { sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) }
}
