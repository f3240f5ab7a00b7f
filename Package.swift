// swift-tools-version: 6.2
import PackageDescription

// The baseline is x86-64-v3 (AVX2, FMA, F16C, BMI2: Haswell 2013, Zen 2015). Without the flag every
// half ↔ float conversion and every FMA of a kernel is a library call: 181 ms a UHD frame in place of
// 1.6 ms. swiftc does not know the name x86-64-v3; haswell is its first member. arm64 needs nothing.
// `CBaseline` ends the command with one clear line on an older processor.
#if arch(x86_64)
  let baseline: [SwiftSetting] = [.unsafeFlags(["-target-cpu", "haswell"])]
#else
  let baseline: [SwiftSetting] = []
#endif

// A file names every module whose members it uses: an extension's member would tie modules unseen.
let strict: [SwiftSetting] = [
  .strictMemorySafety(), .treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility"),
]

// Kernels at -Onone are a thousand times slower (1.86 s a frame for one matrix), so the modules that
// touch pixels are optimised in debug builds too.
let hot: [SwiftSetting] = strict + baseline + [.unsafeFlags(["-O"], .when(configuration: .debug))]

// The system headers of OpenEXR and Imath are not ours to mend, hence -isystem. No pkg-config: its
// flags contain -pthread, which the package manager reports on every build.
let openEXRHeaders: [String] = ["-isystem", "/usr/include/Imath", "-isystem", "/usr/include/OpenEXR"]

// FreeType's headers, under the same two rules.
let freeTypeHeaders: [String] = ["-isystem", "/usr/include/freetype2"]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "turnover",
  products: [
    .executable(name: "turnover", targets: ["turnover"]),
    .library(name: "Delivery", targets: ["Delivery"]),
    .library(name: "Planning", targets: ["Planning"]),
    .library(name: "Renumbering", targets: ["Renumbering"]),
    .library(name: "Conversion", targets: ["Conversion"]),
    .library(name: "EXR", targets: ["EXR"]),
    .library(name: "PIZ", targets: ["PIZ"]),
    .library(name: "DPX", targets: ["DPX"]),
    .library(name: "ACES", targets: ["ACES"]),
    .library(name: "FrameSequence", targets: ["FrameSequence"]),
    .library(name: "Timecode", targets: ["Timecode"]),
    .library(name: "Files", targets: ["Files"]),
    .library(name: "Slate", targets: ["Slate"]),
    .library(name: "Digests", targets: ["Digests"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.4.0"),
  ],
  targets: [
    // The command.
    .executableTarget(
      name: "turnover",
      dependencies: [
        "Delivery", "Planning", "Renumbering", "Conversion", "FrameSequence", "Timecode", "Files",
        "CBaseline",
        argumentParser, system,
      ],
      swiftSettings: strict
    ),
    .target(name: "CBaseline"),

    // Carries plans out and reports.
    .target(
      name: "Delivery",
      dependencies: [
        "Planning", "Renumbering", "Conversion", "EXR", "DPX", "ACES", "Slate", "FrameSequence", "Timecode",
        "Files",
        system,
      ],
      swiftSettings: strict
    ),

    // Decides what becomes of every frame, and writes nothing.
    .target(
      name: "Planning",
      dependencies: [
        "Conversion", "EXR", "DPX", "ACES", "Slate", "FrameSequence", "Timecode", "Files", system,
      ],
      swiftSettings: strict
    ),

    // Gives files other names, without looking into them.
    .target(
      name: "Renumbering", dependencies: ["FrameSequence", "Timecode", "Files", system], swiftSettings: strict
    ),

    // Makes frames of frame orders.
    .target(
      name: "Conversion",
      dependencies: [
        "EXR", "DPX", "ACES", "Slate", "FrameSequence", "Timecode", "Files", "Digests", system,
      ],
      swiftSettings: hot
    ),

    // Names, numbers and files.
    .target(name: "FrameSequence", dependencies: ["Files", "Timecode", system], swiftSettings: strict),
    .target(name: "Timecode", swiftSettings: strict),
    .target(
      name: "Files", dependencies: [system],
      // Glibc declares renameat2 and copy_file_range only to those who ask for more than POSIX.
      swiftSettings: strict + [.unsafeFlags(["-Xcc", "-D_GNU_SOURCE"])]
    ),

    // The leaves.
    .target(name: "ACES", swiftSettings: hot),
    .target(name: "DPX", swiftSettings: hot),
    .target(name: "PIZ", swiftSettings: hot),
    .target(name: "Slate", dependencies: ["CText"], swiftSettings: hot),
    .target(
      name: "CText",
      cSettings: [.treatAllWarnings(as: .error), .unsafeFlags(freeTypeHeaders)],
      linkerSettings: [.linkedLibrary("freetype")]
    ),
    .target(name: "Digests", dependencies: ["CXXHash"], swiftSettings: strict),
    .target(
      name: "CXXHash", cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("xxhash")]
    ),
    .target(name: "EXR", dependencies: ["COpenEXR", "PIZ"], swiftSettings: hot),
    .target(
      name: "COpenEXR",
      cSettings: [.treatAllWarnings(as: .error), .unsafeFlags(openEXRHeaders)],
      cxxSettings: [.treatAllWarnings(as: .error), .unsafeFlags(openEXRHeaders)],
      linkerSettings: ["OpenEXRCore", "OpenEXR", "Iex", "Imath"].map { .linkedLibrary($0) }
    ),

    // Tests, one target a module; TurnoverTests runs the release binary from outside.
    .testTarget(name: "ACESTests", dependencies: ["ACES"], swiftSettings: hot),
    .testTarget(
      name: "RenumberingTests", dependencies: ["Renumbering", "Files", "TestSupport", system],
      swiftSettings: strict),
    .testTarget(
      name: "ConversionTests", dependencies: ["Conversion", "EXR", "Files", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "TimecodeTests", dependencies: ["Timecode", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FrameSequenceTests", dependencies: ["FrameSequence", "Files", "TestSupport", system],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Files", system], path: "Tests/TestSupport", swiftSettings: hot),
    .testTarget(name: "DPXTests", dependencies: ["DPX", "TestSupport"], swiftSettings: hot),
    .testTarget(name: "PIZTests", dependencies: ["PIZ", "COpenEXR", "TestSupport"], swiftSettings: hot),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: strict),
    .testTarget(name: "SlateTests", dependencies: ["Slate"], swiftSettings: hot),
    .testTarget(name: "EXRTests", dependencies: ["EXR", "OpenEXRJudge", "TestSupport"], swiftSettings: hot),
    .target(
      name: "OpenEXRJudge",
      path: "Tests/OpenEXRJudge",
      cxxSettings: [.treatAllWarnings(as: .error), .unsafeFlags(openEXRHeaders)],
      linkerSettings: ["OpenEXRUtil", "OpenEXR", "Iex", "Imath"].map { .linkedLibrary($0) }
    ),
    .testTarget(
      name: "DeliveryTests",
      dependencies: [
        "Delivery", "Planning", "Renumbering", "Conversion", "EXR", "DPX", "ACES", "Slate", "FrameSequence",
        "Timecode", "Files", "TestSupport", system,
      ],
      swiftSettings: strict),
    .testTarget(name: "TurnoverTests", dependencies: ["Delivery", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c11,
  cxxLanguageStandard: .cxx17
)
