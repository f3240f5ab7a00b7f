// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the libraries are measured as their users build them and `swift build` of the
// package itself does not build a bench.
let package = Package(
  name: "kernels",
  dependencies: [.package(name: "turnover", path: "../../..")],
  targets: [
    .executableTarget(
      name: "kernels",
      dependencies: [
        .product(name: "EXR", package: "turnover"), .product(name: "ACES", package: "turnover"),
      ],
      swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
  ],
  swiftLanguageModes: [.v6]
)
