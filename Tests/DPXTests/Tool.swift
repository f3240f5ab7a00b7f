import Foundation
import Testing

/// An independent reader and writer of DPX, run as a command.
enum Tool: String, Sendable, CaseIterable {
  case oiiotool, ffmpeg, ffprobe, gm, imagemagick

  /// The command's path, `nil` where it is not installed.
  ///
  /// ImageMagick's has several names, and other programs have one of them; the version tells.
  var path: String? {
    switch self {
    case .oiiotool, .ffmpeg, .ffprobe, .gm:
      ["/usr/bin/", "/usr/local/bin/"].map { $0 + rawValue }.first(
        where: FileManager.default.isExecutableFile)
    case .imagemagick:
      ["/usr/bin/magick", "/usr/bin/convert-im6.q16", "/usr/bin/convert"].first { path in
        guard FileManager.default.isExecutableFile(atPath: path),
          // A program that does not run is not there.
          let version = try? run(path, ["-version"])
        else { return false }
        return String(decoding: version, as: UTF8.self).contains("ImageMagick")
      }
    }
  }

  /// Installed, or required to be.
  var isExpected: Bool {
    path != nil || ProcessInfo.processInfo.environment["CI"] != nil
  }

  /// What a skipped test says.
  var absence: Comment { "\(rawValue) is not installed" }

  /// Runs the command and returns what it printed; throws where it fails.
  @discardableResult
  func callAsFunction(_ arguments: [String]) throws -> Data {
    try run(#require(path, absence), arguments)
  }
}

/// A command that ended with another status than 0.
struct CommandFailed: Error {
  var command: String
  var status: Int32
}

private func run(_ path: String, _ arguments: [String]) throws -> Data {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = arguments
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let printed = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw CommandFailed(
      command: ([path] + arguments).joined(separator: " "), status: process.terminationStatus)
  }
  return printed
}

/// A folder that is gone after the closure.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dpx-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  // What cannot be removed stays in the temporary folder and harms no test.
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
