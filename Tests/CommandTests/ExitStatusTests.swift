import Foundation
import Testing
import _TestSupport

/// 0 nothing wrong, 1 findings, 2 wrong usage: results on standard output, everything else on standard error.
@Suite struct ExitStatusTests {
    struct Call: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var status: Int32

        init(_ arguments: String, _ status: Int32) {
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.status = status
        }

        var testDescription: String { arguments.joined(separator: " ") }
    }

    private static let cases = "--pack rules/cn/shaanxi/zhashui --records examples/records/cases.jsonl"

    @Test(arguments: [
        Call("check rules", 0), Call("check rules/cn/nowhere", 1), Call("check", 2), Call("check rules --format yaml", 2),
        Call("run \(cases) --as-of 2024-06-30", 0), Call("run \(cases) --as-of 2023-02-30", 2), Call("run --pack rules/cn/nowhere --records -", 1),
        Call("run --pack rules/cn/shaanxi/zhashui", 2), Call("run --pack rules/cn/shaanxi/zhashui --records no-such-file.jsonl", 2),
        Call("run \(cases) --jobs 0", 2), Call("run \(cases) --format xml", 2), Call("run \(cases) -o no/such/folder/out", 2),
        Call("explain \(cases) --record r-0001 --as-of 2024-06-30", 0), Call("explain \(cases) --record r-9999", 2),
        Call("explain \(cases) --record r-0001 --measure joint-sanctoin", 2), Call("explain \(cases)", 2),
        Call("explain \(cases) --record r-0001 --measure joint-sanction --why-not blacklist", 2),
        Call("timeline \(cases) --record r-0001 --as-of 2024-06-30", 0), Call("timeline \(cases) --record r-9999", 2), Call("timeline", 2),
        Call("test rules", 0), Call("test rules/cn/nowhere", 1), Call("test", 2),
        Call("agenda \(county) --from 2025-01-01 --to 2025-12-31", 0), Call("agenda \(county) --from 2025-01-01", 2),
        Call("agenda rules/cn/nowhere --from 2025-01-01 --to 2025-12-31", 1), Call("agenda \(county) --from 2025-01-01 --to 2024-12-31", 2),
        Call("agenda \(county) --from 1900-01-01 --to 2024-12-31", 2), Call("agenda \(county) --from 9999-01-01 --to 9999-12-31", 2),
        Call("agenda \(county) --from 2025-01-01 --to 2025-12-31 --format xml", 2),
        Call("agenda \(county) --from 2025-01-01 --to 2025-12-31 --ledger no-such-file.yaml", 1),
        Call("eval 1+1", 0), Call("eval 1+", 1), Call("eval", 2), Call("eval 1 --jsonl", 2), Call("eval 1 --context no-such-file.json", 1),
        Call("clauses rules/cn/shaanxi/zhashui", 0), Call("clauses rules/cn/nowhere", 1), Call("clauses", 2),
        Call("clauses rules/cn/shaanxi/zhashui --format pdf", 2), Call("conform rules/cn/shaanxi/zhashui", 0),
        Call("conform rules/cn/state-council", 2), Call("conform", 2), Call("diff rules/cn/state-council rules/cn/shaanxi/zhashui", 0),
        Call("diff rules/cn/state-council", 2), Call("diff rules/cn/state-council rules/cn/nowhere", 1),
        Call("diff rules/cn/state-council rules/cn/shaanxi/zhashui --records no-such-file.jsonl", 2),
        Call("diff rules/cn/state-council rules/cn/shaanxi/zhashui --as-of 2024-06-30", 2), Call("new", 2), Call("new rules/cn/x", 2),
        Call("new rules/cn/state-council --extends cn.state-council", 2),
        Call("frobnicate", 2), Call("--help", 0), Call("--version", 0), Call("run --help", 0),
    ]) func status(_ call: Call) throws {
        let outcome = try redress.run(call.arguments)
        #expect(outcome.status == call.status, "\(outcome.error)")
        if call.status == 0, call.arguments.first != "check" { #expect(!outcome.out.isEmpty) }
        if call.status == 2 {
            #expect(outcome.out.isEmpty)
            #expect(!outcome.error.isEmpty)
        }
    }

    @Test func everyHelpHasAnExample() throws {
        for command in ["check", "run", "explain", "timeline", "test", "agenda", "score", "clauses", "conform", "diff", "docs", "new", "eval"] {
            #expect(try redress.run([command, "--help"]).text.contains("redress \(command) "))
        }
    }

    @Test func aFaultyPackIsShownWhereItIsFaulty() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Repository.path("rules"), toPath: folder.path("rules"))
        let rules = try String(contentsOfFile: folder.path("rules/cn/shaanxi/zhashui/sanctions.yaml"), encoding: .utf8)
        try folder.write(rules.replacing("impose: joint-sanction", with: "impose: joint-sanctoin"), "rules/cn/shaanxi/zhashui/sanctions.yaml")
        let text = try redress.run(["check", folder.path("rules")])
        #expect(text.status == 1)
        let line = rules.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasSuffix("impose: joint-sanction") }
        #expect(text.text.contains("sanctions.yaml:\(try #require(line) + 1):17: error["))
        #expect(text.text.contains("`joint-sanction`"))
        for (format, key) in [("json", "diagnostics"), ("sarif", "runs")] {
            let outcome = try redress.run(["check", folder.path("rules"), "--format", format])
            #expect(outcome.status == 1)
            let json = try JSONSerialization.jsonObject(with: Data(outcome.out))
            #expect((json as? [String: Any])?[key] != nil || json is [Any], "\(outcome.text.prefix(200))")
        }
        let run = try redress.run(["run", "--pack", folder.path("rules/cn/shaanxi/zhashui"), "--records", "examples/records/cases.jsonl"])
        #expect(run.status == 1)
        #expect(run.out.isEmpty)
        #expect(run.error.contains("joint-sanctoin"))
    }

    @Test func aFailingTestOfAPackFails() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Repository.path("rules"), toPath: folder.path("rules"))
        let tests = "rules/cn/shaanxi/zhashui/tests/sanctions.yaml"
        let text = try String(contentsOfFile: folder.path(tests), encoding: .utf8)
        let wrong = text.replacing("2024-05-12: {joint-sanction: expired}", with: "2024-05-12: {joint-sanction: lifted}")
        #expect(wrong != text)
        try folder.write(wrong, tests)
        let outcome = try redress.run(["test", folder.path("rules")])
        #expect(outcome.status == 1)
        #expect(outcome.lines.last?.hasSuffix(" 1 failed") == true, "\(outcome.lines.last ?? "")")
        let junit = try redress.run(["test", folder.path("rules"), "--format", "junit"])
        #expect(junit.status == 1)
        #expect(junit.text.contains("<failure"))
        #expect(try redress.run(["test", "rules"]).lines.last?.hasSuffix(" 0 failed") == true)
    }
}
