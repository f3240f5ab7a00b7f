import FoundationEssentials

/// Orders as JSON lines, the form in which a plan is stored and handed to other processes and machines.
///
/// A sequence begins with a line that says how many orders follow and holds one of them whole; each order's own line
/// then says only what is different. The same orders always give the same bytes: keys are sorted, sets and maps are
/// written as sorted arrays, names in the reversible text form of ``PathText``, attribute values in base64, and no
/// number has a fraction.
public enum OrderLines {
  /// Counts up when a key changes its meaning.
  public static let version = 1

  /// Why lines are not orders.
  public struct Malformed: Error, Sendable, Hashable {
    /// Counted from 1.
    public let line: Int
    /// What is wrong with the line, as one sentence.
    public let reason: String
  }

  private struct Head: Codable {
    var orders: Int
    var shared: FrameOrder
    var version: Int
  }

  /// The lines of one sequence's orders; no bytes for none.
  public static func encode(_ orders: [FrameOrder]) -> [UInt8] {
    guard let shared = orders.first(where: { !$0.input.isDrawn }) ?? orders.first else { return [] }
    var bytes = line(Head(orders: orders.count, shared: shared, version: version), JSONEncoder())
    let encoder = JSONEncoder()
    encoder.userInfo[FrameOrder.sharedKey] = shared
    for order in orders { bytes += line(order, encoder) }
    return bytes
  }

  /// The orders of all sequences whose lines follow one another.
  public static func decode(_ bytes: [UInt8]) throws(Malformed) -> [[FrameOrder]] {
    var sequences: [[FrameOrder]] = []
    var decoder = JSONDecoder()
    var left = 0
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
      .enumerated()
    {
      do {
        if left == 0 {
          let head = try JSONDecoder().decode(Head.self, from: Data(line))
          guard head.version == version else {
            throw Malformed(line: index + 1, reason: "version \(head.version) is not known")
          }
          guard head.orders > 0 else { throw Malformed(line: index + 1, reason: "a sequence has orders") }
          left = head.orders
          decoder = JSONDecoder()
          decoder.userInfo[FrameOrder.sharedKey] = head.shared
          sequences.append([])
        } else {
          sequences[sequences.count - 1].append(try decoder.decode(FrameOrder.self, from: Data(line)))
          left -= 1
        }
      } catch {
        throw error as? Malformed ?? Malformed(line: index + 1, reason: "\(error)")
      }
    }
    guard left == 0 else {
      throw Malformed(
        line: bytes.count { $0 == UInt8(ascii: "\n") }, reason: "\(left) orders are missing at the end")
    }
    return sequences
  }

  private static func line(_ value: some Encodable, _ encoder: JSONEncoder) -> [UInt8] {
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Orders hold text and integers, which always encode.
    guard let data = try? encoder.encode(value) else { preconditionFailure("an order that is not JSON") }
    return Array(data) + [UInt8(ascii: "\n")]
  }
}
