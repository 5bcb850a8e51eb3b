import Foundation

/// Tells file systems whose changes the kernel reports from those where somebody else may write.
struct FileSystemSort {
  private var types: [UInt64: String] = [:]

  /// Network and stacked file systems: changes made on another machine, or through another layer,
  /// are not reported (inotify(7), "Limitations and caveats").
  private static let silent: Set<String> = [
    "9p", "afs", "aufs", "beegfs", "ceph", "cifs", "fuse", "gfs2", "glusterfs", "lustre", "nfs",
    "nfs4", "ocfs2", "overlay", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
  ]

  /// True if changes in a directory on this device are reported by the kernel. An unknown device (a
  /// subvolume) is taken for a local one; what is not reported is found by looking, only later.
  mutating func reportsChanges(device: UInt64) -> Bool {
    if types[device] == nil { readMounts() }
    guard let type = types[device] else { return true }
    return !FileSystemSort.silent.contains(type) && !type.hasPrefix("fuse.")
  }

  /// Reads what is mounted: proc_pid_mountinfo(5).
  private mutating func readMounts() {
    guard let text = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else {
      return
    }
    for (device, type) in FileSystemSort.parse(text) { types[device] = type }
  }

  /// Devices and types of file systems: `36 35 98:0 /root /mnt rw - ext4 /dev/sda1 rw`.
  static func parse(_ text: String) -> [(device: UInt64, type: String)] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count > 4, let dash = words.firstIndex(of: "-"), dash + 1 < words.count else {
        return nil
      }
      let numbers = words[2].split(separator: ":").compactMap { UInt64($0) }
      guard numbers.count == 2 else { return nil }
      return (makeDevice(numbers[0], numbers[1]), String(words[dash + 1]))
    }
  }

  /// `makedev` of <sys/sysmacros.h>: the number in `st_dev`.
  private static func makeDevice(_ major: UInt64, _ minor: UInt64) -> UInt64 {
    (minor & 0xff) | (major & 0xfff) << 8 | (minor & ~0xff) << 12 | (major & ~0xfff) << 32
  }
}
