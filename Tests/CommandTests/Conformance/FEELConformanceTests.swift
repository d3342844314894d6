import Foundation
import Records
import Testing
import _TestSupport

@testable import RedressCLI

/// A ratchet over a conformance kit of FEEL cases: what passed once keeps passing.
///
/// The cases lie outside the repository: in the file `FEEL_TCK`, else in `../shared/tck/feel.jsonl`, one JSON object a line (`id`, `expression`,
/// `context`, `expected`, perhaps `definitions`, `resultType`, `mayError`). The committed counts say how many of each folder pass. After a change
/// that makes more of them pass, `FEEL_CONFORMANCE=record` writes the counts anew; `FEEL_CONFORMANCE=show` prints what fails.
@Suite struct FEELConformanceTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let path = environment["FEEL_TCK"] ?? Repository.path("../shared/tck/feel.jsonl")

    @Test func noFolderFalls() async throws {
        guard let text = try? String(contentsOfFile: Self.path, encoding: .utf8) else {
            print("skipped: no conformance cases at \(Self.path) (FEEL_TCK names a file of them)")
            return
        }
        let lines = text.split(separator: "\n").map(String.init)
        try #require(!lines.isEmpty)
        let verdicts = await Self.judge(lines)
        var counts = ConformanceCounts()
        for verdict in verdicts { counts.add(verdict.folder, passes: verdict.got == nil) }
        if Self.environment["FEEL_CONFORMANCE"] == "show" {
            for verdict in verdicts { if let got = verdict.got { print("failed \(verdict.id): \(got)") } }
        }
        print("conformance: \(counts.total.passed) of \(counts.total.cases) cases pass")
        if Self.environment["FEEL_CONFORMANCE"] == "record" { return try counts.record() }
        let before = try ConformanceCounts.committed()
        #expect(counts.fallen(since: before) == [])
        for line in counts.risen(since: before) { print("conformance rose (FEEL_CONFORMANCE=record keeps it): \(line)") }
    }

    struct Verdict: Sendable {
        var id: String
        /// What came instead of what was expected; nil when the case passes.
        var got: String?
        var folder: String { String(id.prefix { $0 != "/" }) }
    }

    /// The verdicts in the order of the lines, over as many tasks as there are cores.
    private static func judge(_ lines: [String]) async -> [Verdict] {
        let workers = max(1, ProcessInfo.processInfo.activeProcessorCount)
        return await withTaskGroup(of: [(Int, Verdict)].self) { group in
            for worker in 0..<workers {
                group.addTask {
                    stride(from: worker, to: lines.count, by: workers).map { ($0, judge(lines[$0])) }
                }
            }
            var verdicts = [Verdict?](repeating: nil, count: lines.count)
            for await part in group { for (index, verdict) in part { verdicts[index] = verdict } }
            return verdicts.compactMap { $0 }
        }
    }

    /// One line is answered as `redress eval --jsonl` answers it.
    static func judge(_ line: String) -> Verdict {
        guard let test = try? JSONTree.read(Array(line.utf8)), let id = test["id"]?.string, let expected = test["expected"] else {
            return Verdict(id: "unreadable", got: String(line.prefix(80)))
        }
        var out = OutputBuffer()
        EvaluationLines().answer(Array(line.utf8), to: &out)
        guard let answer = try? JSONTree.read(Array(out.bytes)) else { return Verdict(id: id, got: "an answer that isn't JSON") }
        if let error = answer["error"]?.string {
            if expected["type"]?.string == "null", case .boolean(true)? = test["mayError"] { return Verdict(id: id) }
            return Verdict(id: id, got: "error: \(error)")
        }
        guard let value = answer["value"], TypedComparison.same(expected, value) else {
            return Verdict(id: id, got: String(decoding: out.bytes.prefix(200), as: UTF8.self))
        }
        return Verdict(id: id)
    }

    // MARK: The rules of comparison

    @Test(arguments: [
        (#"{"type":"number","value":"1.5"}"#, #"{"type":"number","value":"1.500000001"}"#, true),
        (#"{"type":"number","value":"1.5"}"#, #"{"type":"number","value":"1.50000002"}"#, false),
        (#"{"type":"number","value":"1"}"#, #"{"type":"string","value":"1"}"#, false),
        (#"{"type":"string","value":"\u00e9"}"#, #"{"type":"string","value":"e\u0301"}"#, false),
        (#"{"type":"null"}"#, #"{"type":"null"}"#, true),
        (#"{"type":"boolean","value":true}"#, #"{"type":"boolean","value":true}"#, true),
        (#"{"type":"date","value":"2024-02-03"}"#, #"{"type":"date","value":"2024-02-04"}"#, false),
        (#"{"type":"time","value":"08:09:10Z"}"#, #"{"type":"time","value":"08:09:10+00:00"}"#, true),
        (#"{"type":"time","value":"08:09:10Z"}"#, #"{"type":"time","value":"08:09:10"}"#, false),
        (
            #"{"type":"date and time","value":"2024-07-01T12:00:00+02:00"}"#,
            #"{"type":"date and time","value":"2024-07-01T12:00:00@Europe/Paris"}"#, true
        ),
        (
            #"{"type":"date and time","value":"2024-07-01T12:00:00+02:00"}"#, #"{"type":"date and time","value":"2024-07-01T10:00:00Z"}"#, false
        ),
        (#"{"type":"days and time duration","value":"P1DT1H"}"#, #"{"type":"days and time duration","value":"PT25H"}"#, true),
        (#"{"type":"years and months duration","value":"P1Y1M"}"#, #"{"type":"years and months duration","value":"P13M"}"#, true),
        (
            #"{"type":"list","value":[{"type":"number","value":"1"},{"type":"null"}]}"#,
            #"{"type":"list","value":[{"type":"number","value":"1.0"},{"type":"null"}]}"#, true
        ),
        (#"{"type":"list","value":[]}"#, #"{"type":"list","value":[{"type":"null"}]}"#, false),
        (
            #"{"type":"context","value":{"a":{"type":"null"},"b":{"type":"boolean","value":true}}}"#,
            #"{"type":"context","value":{"b":{"type":"boolean","value":true},"a":{"type":"null"}}}"#, true
        ),
        (#"{"type":"context","value":{"a":{"type":"null"}}}"#, #"{"type":"context","value":{"b":{"type":"null"}}}"#, false),
    ]) func valuesAreCompared(expected: String, found: String, same: Bool) throws {
        let isSame = TypedComparison.same(try JSONTree.read(Array(expected.utf8)), try JSONTree.read(Array(found.utf8)))
        #expect(isSame == same)
    }

    @Test func aFallIsSeen() {
        let before = ConformanceCounts(folders: ["a": .init(passed: 3, cases: 4), "b": .init(passed: 1, cases: 1)])
        var now = before
        #expect(now.fallen(since: before).isEmpty && now.risen(since: before).isEmpty)
        now.folders["a"]?.passed = 4
        #expect(now.fallen(since: before).isEmpty && now.risen(since: before).count == 1)
        now.folders["b"] = nil
        #expect(now.fallen(since: before).count == 1)
    }
}
