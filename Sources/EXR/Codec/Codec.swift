/// Who packs and unpacks PIZ chunks. All other compressions are OpenEXR's in both cases.
public enum Codec: Sendable, Hashable, CaseIterable {
  /// The kernels of the module `PIZ`.
  case own
  /// OpenEXR itself.
  case openEXR
}
