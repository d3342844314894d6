import Redress
import Testing
import _TestSupport

@testable import decision_service

/// The program as a whole: lines in, lines out.
@Suite struct ServiceProgramTests {
    @Test func answersEachLineInOrder() throws {
        let lines = try Repository.caseLines()
        let input = Array((lines.joined(separator: "\n") + "\n").utf8)
        let outcome = try Executable("decision-service").run(["rules/cn/shaanxi/zhashui", "2024-06-30"], input: input)
        #expect(outcome.status == 0, "\(outcome.error)")
        let pack = try #require(PolicyPack.load(Repository.path("rules/cn/shaanxi/zhashui")).pack)
        let days = DecisionDays(asOf: try #require(Day("2024-06-30")))
        let expected = try lines.map { String(decoding: try pack.decideJSON(Array($0.utf8), days: days).get(), as: UTF8.self) }
        #expect(outcome.lines == expected)
        #expect(expected.count > 60)
    }

    @Test func aBadLineIsAnsweredInItsPlace() throws {
        let lines = try Repository.caseLines().prefix(2)
        let input = [lines[0], #"{"id": "x", "breach": {"impact": "a\tb\"c"}}"#, "{}{}", lines[1]].joined(separator: "\n") + "\n"
        let outcome = try Executable("decision-service").run(["rules/cn/shaanxi/zhashui", "2024-06-30"], input: Array(input.utf8))
        #expect(outcome.status == 0)
        let answers = outcome.lines
        try #require(answers.count == 4, "\(outcome.text)")
        #expect(answers[0].hasPrefix(#"{"record":"r-0001""#))
        #expect(answers[1].hasPrefix(#"{"rejected":"line 1"#))
        #expect(answers[1].utf8.allSatisfy { $0 >= 0x20 })
        #expect(answers[2].hasPrefix(#"{"rejected":"#))
        #expect(answers[3].hasPrefix(#"{"record":"r-0002""#))
    }

    @Test func wrongUsageAndFaultyPacksEndIt() throws {
        let service = Executable("decision-service")
        #expect(try service.run(["rules/cn/shaanxi/zhashui"]).status == 2)
        #expect(try service.run(["rules/cn/shaanxi/zhashui", "2023-02-30"]).status == 2)
        let missing = try service.run(["rules/cn/nowhere", "2024-06-30"])
        #expect(missing.status == 1)
        #expect(missing.error.contains("error["))
    }
}
