import SystemPackage
import Testing

@testable import Files

/// The limits of control groups, from the texts that the kernel gives.
struct ControlGroupTests {
  private func limits(_ groups: String, _ mounts: [String], _ files: [String: String]) -> ControlGroup {
    ControlGroup(groups: groups, mounts: mounts.joined(separator: "\n")) { files[$0.string] }
  }

  private let second = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate"

  @Test func theSecondVersionHasOneTree() {
    let limits = limits(
      "0::/user.slice/job\n", ["22 1 8:1 / / rw - ext4 /dev/sda1 rw", second],
      [
        "/sys/fs/cgroup/user.slice/memory.max": "1073741824\n",
        "/sys/fs/cgroup/user.slice/job/memory.max": "max\n",
        "/sys/fs/cgroup/user.slice/job/cpu.max": "150000 100000\n",
      ])
    #expect(limits.memory == 1 << 30)
    #expect(limits.cores == 2)
  }

  @Test func theTightestOfAllGroupsAboveCounts() {
    let limits = limits(
      "0::/a/b", [second],
      [
        "/sys/fs/cgroup/memory.max": "4096", "/sys/fs/cgroup/a/memory.max": "2048",
        "/sys/fs/cgroup/a/b/memory.max": "8192", "/sys/fs/cgroup/a/cpu.max": "300000 100000",
        "/sys/fs/cgroup/a/b/cpu.max": "max 100000",
      ])
    #expect(limits.memory == 2048)
    #expect(limits.cores == 3)
  }

  @Test func theFirstVersionHasATreeForEachController() {
    let limits = limits(
      "4:memory:/job/1\n2:cpu,cpuacct:/job\n1:name=systemd:/\n0::/\n",
      [
        "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
        "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw shared:4 - cgroup cgroup rw,cpu,cpuacct",
      ],
      [
        "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712",
        "/sys/fs/cgroup/memory/job/1/memory.limit_in_bytes": "536870912",
        "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1",
        "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000",
        "/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us": "50000",
        "/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us": "100000",
      ])
    #expect(limits.memory == 512 << 20)
    #expect(limits.cores == 1)
  }

  @Test func inAContainerTheMountBeginsAtTheGroup() {
    let limits = limits(
      "4:memory:/docker/abc", ["35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory"],
      ["/sys/fs/cgroup/memory/memory.limit_in_bytes": "1024"])
    #expect(limits.memory == 1024)
  }

  @Test(arguments: [
    "", "nonsense", "0::", "4:memory:/a/../../b", "4:memory", "\n\n:::\n", "0::/\u{0}",
  ])
  func whatSaysNothingSetsNoLimit(groups: String) {
    let limits = limits(groups, ["", "1 2 3", "1 2 3 / - -", second], [:])
    #expect(limits == ControlGroup(groups: "", mounts: "") { _ in nil })
    #expect(limits.memory == nil && limits.cores == nil)
  }

  @Test func thisProcessMayUseSomething() {
    #expect(Machine.cores >= 1)
    #expect(Machine.memory > 16 << 20)
  }
}
