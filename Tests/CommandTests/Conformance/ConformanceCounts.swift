import Foundation
import _TestSupport

/// How many cases of each folder of a conformance kit pass: what is committed, and what a run finds.
struct ConformanceCounts: Codable, Equatable {
    struct Count: Codable, Equatable {
        var passed = 0
        var cases = 0
    }

    var folders: [String: Count] = [:]

    mutating func add(_ folder: String, passes: Bool) {
        folders[folder, default: Count()].cases += 1
        if passes { folders[folder, default: Count()].passed += 1 }
    }

    var total: Count {
        folders.values.reduce(into: Count()) {
            $0.passed += $1.passed
            $0.cases += $1.cases
        }
    }

    /// The folders in which fewer pass than `before`, each in words.
    func fallen(since before: ConformanceCounts) -> [String] { differences(from: before) { $0 < $1 } }

    /// The folders in which more pass than `before`.
    func risen(since before: ConformanceCounts) -> [String] { differences(from: before) { $0 > $1 } }

    private func differences(from before: ConformanceCounts, _ counts: (Int, Int) -> Bool) -> [String] {
        before.folders.sorted { $0.key < $1.key }.compactMap { folder, old in
            let now = folders[folder] ?? Count()
            return counts(now.passed, old.passed) ? "\(folder): \(now.passed) of \(now.cases) pass, \(old.passed) of \(old.cases) did" : nil
        }
    }

    // MARK: The committed file

    private static let file = URL(fileURLWithPath: Repository.path("Tests/CommandTests/Data/feel-conformance.json"))

    static func committed() throws -> ConformanceCounts {
        ConformanceCounts(folders: try JSONDecoder().decode([String: Count].self, from: Data(contentsOf: file)))
    }

    /// Writes the file, a folder a line.
    func record() throws {
        let lines = folders.sorted { $0.key < $1.key }.map { "  \"\($0.key)\": {\"passed\": \($0.value.passed), \"cases\": \($0.value.cases)}" }
        try Data(("{\n" + lines.joined(separator: ",\n") + "\n}\n").utf8).write(to: ConformanceCounts.file)
    }
}
