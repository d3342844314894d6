import Foundation

/// The repository that the tests were built from, and the records that it ships.
public enum Repository {
    public static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").standardized

    public static func path(_ relative: String) -> String { folder.appendingPathComponent(relative).path }

    public static let cases = path("examples/records/cases.jsonl")

    /// The lines of the records that it ships.
    public static func caseLines() throws -> [String] {
        try String(contentsOfFile: cases, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}

/// A folder of a test's own, gone with it.
public final class TemporaryFolder: Sendable {
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("redress-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    public func path(_ relative: String) -> String { url.appendingPathComponent(relative).path }

    /// Writes a file and gives its path.
    @discardableResult
    public func write(_ bytes: [UInt8], _ relative: String) throws -> String {
        let target = url.appendingPathComponent(relative)
        try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: target)
        return target.path
    }

    @discardableResult
    public func write(_ text: String, _ relative: String) throws -> String { try write(Array(text.utf8), relative) }
}
