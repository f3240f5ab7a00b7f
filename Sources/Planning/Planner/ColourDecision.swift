import ACES
import Conversion
import DPX
import EXR
import FrameSequence
import SystemPackage

/// What a sequence's colour is, and what becomes of it.
struct ColourDecision {
  let source: SourceColour
  /// What is seen in the files.
  let content: FrameInput.Content
  /// What the EXRs are like; where none are made, as the sources.
  let form: EXRForm
  let channels: ChannelSummary
  /// The channels that previews show.
  let shown: [String]
  let isPassThrough: Bool

  /// Settles tags against wishes, and looks whether every shape of frame can be converted.
  ///
  /// What no tag and no option could mend comes first: a missing tag is no matter where there is no colour.
  ///
  /// - Parameter path: The sequence's pattern with its folder.
  init(
    _ facts: SequenceFacts, of path: FilePath, wishes: SequenceWishes, delivery: DeliverySettings, isDPX: Bool
  ) throws(Refusal.Reason) {
    for header in facts.representatives {
      try Refusal.Reason.ofColour { () throws(ColourObjection) in
        try ColourDecision.refuseHopeless(header, delivery: delivery)
      }
    }
    if let change = facts.changingCodes { throw change }
    let assumed =
      if let own = wishes.assume { own } else { try delivery.assume?.source(of: path) }
    if assumed == nil, let change = facts.changingClaim {
      throw change
    }
    source = try ColourDecision.source(
      facts, from: wishes.from, assumed: assumed, delivery: delivery, isDPX: isDPX)
    let conversion = delivery.conversion
    // Codes are decoded to the space that is delivered; a DPX for which there is none was refused.
    let from = source.space ?? conversion?.to ?? .acescg
    let content: FrameInput.Content =
      switch source.source {
      case .space(let space): .exr(space)
      case .proxy(let encoding): .dpx(encoding)
      }
    let form = EXRForm(
      space: conversion?.to ?? from, compression: conversion?.compression ?? .keep,
      depth: conversion?.depth ?? .keep, tags: conversion?.tags ?? .both)
    (self.content, self.form) = (content, form)
    func recipe(for header: Header) throws(ColourObjection) -> FrameRecipe {
      try FrameRecipe(for: header, samples: content.samples, form: form, layers: delivery.rules)
    }
    guard let header = facts.header else {
      channels = .ofPreviews(LayerSummary())
      shown = []
      isPassThrough = true
      return
    }
    var open: [UnknownLayer] = []
    for header in facts.representatives {
      do throws(ColourObjection) {
        let recipe = try recipe(for: header)
        if let preview = delivery.preview {
          let (part, _) = try FramePreview.shown(in: header, recipe: recipe)
          let raster = PreviewRaster(part: header.parts[part], settings: preview.settings)
          try raster.check(limits: delivery.limits, bitDepth: preview.settings.encoding.bitDepth)
        }
      } catch {
        // What is asked of one shape of frame is asked together with what is asked of the others.
        guard case .unknownLayers(let layers) = error else { throw .colour(error) }
        open += layers
      }
    }
    guard open.isEmpty else { throw .colour(.unknownLayers(layers: open)) }
    let preview = delivery.preview
    let (decided, visible) = try Refusal.Reason.ofColour { () throws(ColourObjection) in
      let recipe = try recipe(for: header)
      return (recipe, preview == nil ? nil : try FramePreview.shown(in: header, recipe: recipe))
    }
    channels = ChannelSummary(header: header, recipe: decided)
    shown =
      visible.map { part, triple in
        triple.indices.map { header.name(ofChannel: $0, part: header.parts[part]) }
      } ?? []
    isPassThrough = decided.isPassThrough && !isDPX
  }

  /// Refuses what cannot be delivered whatever its space is and whatever is asked for.
  static func refuseHopeless(_ header: Header, delivery: DeliverySettings) throws(ColourObjection) {
    _ = try FrameRecipe(
      for: header, samples: .pixels(.acescg), form: EXRForm(space: .acescg, compression: .keep, depth: .keep),
      layers: delivery.rules)
  }

  /// The layers that a sequence without a tag will be asked for too, so that both are asked at once.
  static func openLayers(_ facts: SequenceFacts, delivery: DeliverySettings) -> [UnknownLayer] {
    guard let conversion = delivery.conversion, let to = conversion.to else { return [] }
    let other = to == .acescg ? ColorSpace.aces2065_1 : .acescg
    return facts.representatives.flatMap { header in
      do throws(ColourObjection) {
        _ = try FrameRecipe(
          for: header, samples: .pixels(other), form: EXRForm(space: to, depth: conversion.depth),
          layers: delivery.rules)
      } catch {
        if case .unknownLayers(let layers) = error { return layers }
      }
      return []
    }
  }

  private static func source(
    _ facts: SequenceFacts, from: SourceSpace?, assumed: SourceSpace?, delivery: DeliverySettings, isDPX: Bool
  ) throws(Refusal.Reason) -> SourceColour {
    let claim = facts.readable.first?.claim ?? .nothing
    if isDPX {
      guard delivery.preview == nil, delivery.conversion != nil else { throw .previewOfDPX }
      guard delivery.conversion?.to != nil else { throw .headerOfDPX }
      return try proxy(facts, claim: claim, from: from, assumed: assumed)
    }
    let said =
      assumed.map { ("--assume", $0) } ?? (claim == .nothing ? from.map { ("--from", $0) } : nil)
    if let (option, said) = said, said.proxy != nil {
      throw .proxyForEXR(option: option, encoding: said.name)
    }
    // A sequence of which no frame can be read is one of failed frames, not a refusal.
    let fallback = facts.header == nil ? delivery.conversion?.to ?? .aces2065_1 : nil
    do throws(ColourObjection) {
      return try SourceColour(
        claim: claim, from: from ?? fallback.map(SourceSpace.space), assume: assumed)
    } catch {
      // A tag would not help where the samples cannot be converted from any space.
      if error == .untagged, let to = delivery.conversion?.to {
        for header in facts.representatives {
          do throws(ColourObjection) {
            _ = try FrameRecipe(
              for: header, samples: .pixels(to == .acescg ? .aces2065_1 : .acescg), form: EXRForm(space: to),
              layers: delivery.rules)
          } catch {
            // What is asked of layers comes beside what is asked of the space.
            guard case .unknownLayers = error else { throw .colour(error) }
          }
        }
      }
      throw .colour(error)
    }
  }

  /// What the codes of a DPX are. Their bits leave one encoding, but nothing in them tells ACESproxy from
  /// anything else: file or user has to say it.
  private static func proxy(
    _ facts: SequenceFacts, claim: ColourClaim, from: SourceSpace?, assumed: SourceSpace?
  ) throws(Refusal.Reason) -> SourceColour {
    // As with EXRs, nothing is refused where no frame can be read.
    guard let codes = facts.readable.first?.codes else {
      return try settled(.nothing, from: .proxy(.acesproxy10), assumed: nil)
    }
    if assumed == nil, claim != .nothing { return try settled(claim, from: nil, assumed: nil) }
    guard let (option, said) = assumed.map({ ("--assume", $0) }) ?? from.map({ ("--from", $0) }) else {
      throw .untaggedProxy(encoding: codes.encoding)
    }
    guard said == .proxy(codes.encoding) else {
      throw .otherCodes(option: option, said: said.name, encoding: codes.encoding)
    }
    return try settled(claim, from: from, assumed: assumed)
  }

  /// What the tags say against what the user says; see ``SourceColour``.
  static func settled(
    _ claim: ColourClaim, from: SourceSpace?, assumed: SourceSpace?
  ) throws(Refusal.Reason) -> SourceColour {
    try Refusal.Reason.ofColour { () throws(ColourObjection) in
      try SourceColour(claim: claim, from: from, assume: assumed)
    }
  }
}
