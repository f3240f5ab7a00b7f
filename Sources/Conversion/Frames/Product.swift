/// What the program is called in files that it writes.
public enum Product {
  /// The version, after [Semantic Versioning](https://semver.org).
  public static let version = "0.1.0"
}
