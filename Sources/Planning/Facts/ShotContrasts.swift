import Conversion
import EXR
import Files
import FrameSequence
import Timecode

/// What differs between frames that should be one shot: which frames, what, and versus what.
///
/// The reference is what most frames have; where no value has most, the one that came first. Data windows are
/// not compared: they differ from frame to frame in most rendered shots.
struct ShotContrasts {
  private(set) var all: [ShotContrast] = []
  private let frames: [FrameFacts]
  private let numbers: [Int?]
  /// Whether any frame has several parts, so that these are to be told from each other.
  private let hasParts: Bool

  /// - Parameter frames: Number and facts of the frames to be compared, in their order.
  init(_ frames: [(number: Int?, facts: FrameFacts)]) {
    self.frames = frames.map(\.facts)
    numbers = frames.map(\.number)
    hasParts = frames.contains { $0.facts.shape.count > 1 }
    if self.frames.contains(where: { $0.shape != self.frames[0].shape }) {
      note(ShotContrast.resolution, self.frames.map { $0.shape.first?.displayWindow }) { $0.place }
      note(ShotContrast.pixelAspect, self.frames.map { $0.shape.first?.pixelAspectRatio }) { "\($0)" }
      noteChannels()
      noteParts("compression") { $0.compression.name }
      noteParts("storage") { $0.storage.words }
    }
    // Roundings of one rate are one rate.
    note("frame rate", self.frames.map { .some($0.rate?.customary) }) { $0?.spoken ?? "none" }
    note("packing of codes", self.frames.map(\.codes)) { "\($0.type), \($0.storage)" }
    noteClaims()
  }

  // MARK: Topics

  /// Claims that agree are one, whichever tags say it.
  private mutating func noteClaims() {
    var claims: [ColourClaim] = []
    let values = frames.map { frame in
      if let known = claims.firstIndex(where: { $0.agrees(with: frame.claim) }) { return known }
      claims.append(frame.claim)
      return claims.count - 1
    }
    note("colour tag", values) { claims[$0].words }
  }

  private mutating func noteParts(_ topic: String, _ value: (PartShape) -> String) {
    var labels: [String] = []
    let values = frames.map { frame in
      Dictionary(
        frame.shape.indices.map { (label($0, of: frame), value(frame.shape[$0])) },
        uniquingKeysWith: { first, _ in first })
    }
    for label in values.flatMap({ $0.keys.sorted() }) where !labels.contains(label) { labels.append(label) }
    for label in labels {
      note(topic + (label.isEmpty ? "" : " of part \(label)"), values.map { $0[label] }) { $0 }
    }
  }

  /// A channel, by the label of its part.
  private struct ChannelKey: Hashable {
    let part: String
    let name: String
    /// The name up to its last dot.
    var layer: String { name.lastIndex(of: ".").map { String(name[..<$0]) } ?? "" }
    /// The layer, by the label of its part.
    var fullLayer: ChannelKey { ChannelKey(part: part, name: layer) }
  }

  private mutating func noteChannels() {
    // Frames have few shapes, and may have many channels.
    var shapes: [(types: [ChannelKey: String], indices: [Int])] = []
    var positions: [[PartShape]: Int] = [:]
    var keys: [ChannelKey] = []
    var known: Set<ChannelKey> = []
    for (index, frame) in frames.enumerated() {
      if let position = positions[frame.shape] {
        shapes[position].indices.append(index)
        continue
      }
      positions[frame.shape] = shapes.count
      var types: [ChannelKey: String] = [:]
      for part in frame.shape.indices {
        for channel in frame.shape[part].channels {
          let key = ChannelKey(part: label(part, of: frame), name: channel.name)
          types[key] = channel.typeWords
          if known.insert(key).inserted { keys.append(key) }
        }
      }
      shapes.append((types, [index]))
    }
    var lacking: [(shapes: [Int], keys: [ChannelKey])] = []
    for key in keys {
      let without = shapes.indices.filter { shapes[$0].types[key] == nil }
      if let known = lacking.firstIndex(where: { $0.shapes == without }) {
        lacking[known].keys.append(key)
      } else if !without.isEmpty {
        lacking.append((without, [key]))
      }
    }
    for (without, lacked) in lacking {
      noteLack(of: lacked, in: without.flatMap { shapes[$0].indices }.sorted(), among: keys)
    }
    for key in keys where Set(shapes.compactMap { $0.types[key] }).count > 1 {
      var values = [String?](repeating: nil, count: frames.count)
      for shape in shapes { for index in shape.indices { values[index] = shape.types[key] } }
      note("type of \(text(key))", values) { $0 }
    }
  }

  /// Says which frames lack channels, or where most lack them which have them.
  private mutating func noteLack(of lacked: [ChannelKey], in indices: [Int], among keys: [ChannelKey]) {
    let names = self.names(of: lacked, among: keys)
    let others = Set(frames.indices).subtracting(indices).sorted()
    let isReference =
      others.count > indices.count || (others.count == indices.count && indices.first != 0)
    let shown = FrameList(isReference ? indices : others, of: numbers)
    all.append(
      isReference
        ? .lackingChannels(channels: names, frames: shown)
        : .additionalChannels(channels: names, frames: shown))
  }

  /// Names of channels, and then of the layers and parts of which all are meant.
  private func names(of meant: [ChannelKey], among keys: [ChannelKey]) -> [String] {
    var channels: [String] = []
    var groups: [String] = []
    let (parts, layers) = (keys.counts(of: \.part), keys.counts(of: \.fullLayer))
    let (lackedOfParts, lackedOfLayers) = (meant.counts(of: \.part), meant.counts(of: \.fullLayer))
    func isWhole<Group: Hashable>(_ group: Group, _ lacked: [Group: Int], _ all: [Group: Int]) -> Bool {
      (all[group] ?? 0) > 1 && lacked[group] == all[group]
    }
    for key in meant {
      if !key.part.isEmpty, isWhole(key.part, lackedOfParts, parts) {
        groups.append("the part \(key.part)")
      } else if !key.layer.isEmpty, isWhole(key.fullLayer, lackedOfLayers, layers) {
        groups.append("the layer \(text(key.fullLayer))")
      } else {
        channels.append(text(key))
      }
    }
    var seen: Set<String> = []
    return channels + groups.filter { seen.insert($0).inserted }
  }

  private func text(_ key: ChannelKey) -> String {
    (key.part.isEmpty ? "" : "\(key.part):") + PathText.shown(key.name)
  }

  /// What parts of several frames are matched by: their names, which a part of its own need not have.
  private func label(_ index: Int, of frame: FrameFacts) -> String {
    guard hasParts else { return "" }
    return frame.shape[index].name.map(PathText.shown) ?? "\(index)"
  }

  // MARK: Comparison

  /// Notes which values differ from the reference.
  ///
  /// - Parameters:
  ///   - values: One a frame; nil where there is nothing to compare.
  private mutating func note<Value: Hashable>(
    _ topic: String, _ values: [Value?], words: (Value) -> String
  ) {
    var groups: [(value: Value, indices: [Int])] = []
    var positions: [Value: Int] = [:]
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      if let position = positions[value] {
        groups[position].indices.append(index)
      } else {
        positions[value] = groups.count
        groups.append((value, [index]))
      }
    }
    let most = groups.map(\.indices.count).max()
    guard groups.count > 1, let reference = groups.first(where: { $0.indices.count == most }) else { return }
    for group in groups where group.value != reference.value {
      all.append(
        .changes(
          property: topic, frames: FrameList(group.indices, of: numbers), found: words(group.value),
          others: words(reference.value)))
    }
  }
}

extension Sequence {
  /// How many elements each value has.
  fileprivate func counts<Value: Hashable>(of value: (Element) -> Value) -> [Value: Int] {
    reduce(into: [:]) { $0[value($1), default: 0] += 1 }
  }
}

extension Channel {
  /// The type, and the sampling where it is not that of most channels.
  fileprivate var typeWords: String {
    xSampling == 1 && ySampling == 1 ? type.name : "\(type.name) sampled \(xSampling)×\(ySampling)"
  }
}

extension Box {
  /// The size, and the corner where it is not the usual one.
  fileprivate var place: String {
    "\(width)×\(height)" + (xMin == 0 && yMin == 0 ? "" : " at \(xMin),\(yMin)")
  }
}
