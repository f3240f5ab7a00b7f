/// The attributes of a file by the shortest reading of the format: no checks, no meaning, only bytes.
struct WalkedHeader: Equatable {
  struct Entry: Equatable {
    var name: [UInt8]
    var type: [UInt8]
    var value: [UInt8]
  }

  var versionField: UInt32
  var parts: [[Entry]] = []

  init(_ file: [UInt8]) {
    var position = 8
    func word(_ at: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(file[at + $1]) << UInt32($1 * 8) } }
    func text() -> [UInt8] {
      let end = file[position...].firstIndex(of: 0)!
      defer { position = end + 1 }
      return Array(file[position..<end])
    }
    versionField = word(4)
    while true {
      var entries: [Entry] = []
      while file[position] != 0 {
        let name = text()
        let type = text()
        let size = Int(word(position))
        position += 4
        entries.append(Entry(name: name, type: type, value: Array(file[position..<position + size])))
        position += size
      }
      position += 1
      if entries.isEmpty { return }
      parts.append(entries)
      if versionField & 0x1000 == 0 { return }
    }
  }

  func value(_ name: String, part: Int = 0) -> [UInt8]? {
    parts[part].first { $0.name == Array(name.utf8) }?.value
  }
}
