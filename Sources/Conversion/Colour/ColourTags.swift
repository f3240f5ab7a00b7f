import ACES
import EXR

/// Makes the colour tags of an output true, and leaves no stale one.
struct ColourTags {
  let form: EXRForm

  /// - Parameters:
  ///   - edit: The changes to the part's header; tags are added to it.
  ///   - part: The source part.
  ///   - holdsColour: Whether any channel of the part is colour.
  func apply(to edit: inout PartEdit, part: Part, holdsColour: Bool) {
    // Only an uncompressed AP0 container may carry the flag (ST 2065-4), and this is none.
    edit.removed.insert("acesImageContainerFlag")

    // `chromaticities` is one of the attributes that all parts of a file share.
    if form.tags == .both, !form.space.isLogarithmic {
      edit.set.append(Attribute("chromaticities", .chromaticities(Chromaticities(form.space.primaries))))
    } else {
      edit.removed.insert("chromaticities")
    }

    // Readers look for the identifier in the first part; `data` there is true and stays.
    if holdsColour || (part.index == 0 && part.colorInteropID != "data") {
      edit.set.append(Attribute("colorInteropID", .string(form.space.colorInteropID)))
    } else if part.colorInteropID != "data" {
      edit.removed.insert("colorInteropID")
    }
  }
}
