/// Why something that has a frame's name cannot be read as a file.
public enum EntryObstacle: String, Hashable, Sendable, Codable {
  /// A folder with a frame's name. It is not searched.
  case directory
  /// A named pipe; opening it would wait for a writer.
  case fifo
  /// A socket.
  case socket
  /// A character or block device.
  case device
  /// A symbolic link whose target does not exist.
  case danglingLink
  /// A symbolic link that leads back to itself.
  case linkLoop
}

extension EntryObstacle {
  /// What the entry is, in words.
  package var words: String {
    switch self {
    case .directory: "a folder"
    case .fifo: "a named pipe"
    case .socket: "a socket"
    case .device: "a device"
    case .danglingLink: "a link to nowhere"
    case .linkLoop: "a link that leads back to itself"
    }
  }
}
