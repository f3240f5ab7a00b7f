/// Gives elements back in the order of their places, in whichever they arrive: a value without threads.
struct InOrder<Element> {
  private var waiting: [Element?]
  private var next = 0

  /// - Parameter count: How many places there are. Room for all is made at once.
  init(count: Int) {
    waiting = Array(repeating: nil, count: count)
  }

  /// Takes an element for a place that has none.
  mutating func put(_ element: Element, at place: Int) {
    precondition(place >= next && waiting[place] == nil, "a place is filled once")
    waiting[place] = element
  }

  /// The element whose turn it is; nil where it has not arrived.
  mutating func take() -> (place: Int, element: Element)? {
    guard next < waiting.count, let element = waiting[next] else { return nil }
    defer { next += 1 }
    waiting[next] = nil
    return (next, element)
  }
}
