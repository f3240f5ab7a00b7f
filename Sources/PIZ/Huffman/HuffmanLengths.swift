// Code lengths from frequencies.
//
// Huffman's algorithm with two queues: the symbols sorted by frequency, and the nodes of the tree in the order in which
// they are made, which is by frequency as well. The two lightest of all are always among the heads, so after
// sorting the tree takes linear time. Nodes are written over the symbols that have gone; a second pass turns parents
// into depths, a third counts the leaves of each depth.
//
// The lengths are optimal, so the stream has as many bits as OpenEXR's. A code of 59 bits would need more than
// 2·10¹² symbols, a Fibonacci number, so the format's limit of 58 cannot be passed.

/// Replaces frequencies by the depths of their leaves in a Huffman tree.
///
/// - Parameter weights: at least two frequencies, ascending; on return code lengths, descending.
func huffmanLengths(_ weights: UnsafeMutableBufferPointer<UInt64>) {
  let count = weights.count
  precondition(count >= 2, "a code of fewer than two symbols")
  // All indices below are of nodes made or symbols left, 0 ..< count.
  // 1. Node n takes the place of a symbol that has gone; a node that gets a parent keeps its number.
  var leaf = 0
  var root = 0
  for node in 0..<count - 1 {
    var weight: UInt64 = 0
    for _ in 0..<2 {
      if unsafe leaf >= count || (root < node && weights[root] < weights[leaf]) {
        unsafe weight += weights[root]
        unsafe weights[root] = UInt64(node)
        root += 1
      } else {
        unsafe weight += weights[leaf]
        leaf += 1
      }
    }
    unsafe weights[node] = weight
  }
  // 2. Depths of the nodes, from the root down.
  unsafe weights[count - 2] = 0
  for node in stride(from: count - 3, through: 0, by: -1) {
    unsafe weights[node] = weights[Int(weights[node])] + 1
  }
  // 3. Whatever a level offers beyond its nodes is leaves, the heaviest symbols highest in the tree.
  var available = 1
  var depth: UInt64 = 0
  var node = count - 2
  var next = count - 1
  while available > 0 {
    var inner = 0
    while unsafe node >= 0 && weights[node] == depth {
      inner += 1
      node -= 1
    }
    for _ in inner..<available {
      unsafe weights[next] = depth
      next -= 1
    }
    available = 2 * inner
    depth += 1
  }
}
