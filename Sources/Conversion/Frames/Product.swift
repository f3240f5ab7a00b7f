/// What the program is called in files that it writes.
package enum Product {
  /// The version, after [Semantic Versioning](https://semver.org).
  package static let version = "0.1.0"
}
