import Diagnostics
import Engine
import Policy
import Redress
import Reports
import Testing

/// A year that the calendar lacks reaches whoever reads an outcome, by the calendar's file and the year.
@Suite struct MissingYearTests {
    private static let folder = "\(TimeCase.root)/civil-missing-year"

    private func record(_ index: Int) throws -> [UInt8] {
        try DiskFiles().read("\(Self.folder)/records.jsonl").split(separator: UInt8(ascii: "\n")).map(Array.init)[index]
    }

    @Test(arguments: Language.allCases) func textsNameFileAndYear(_ language: Language) throws {
        let pack = try #require(PolicyPack.load(Self.folder).pack)
        let days = DecisionDays(asOf: try #require(Day("2023-01-03")))
        for index in 0..<2 {
            let bytes = try record(index)
            let decision = try pack.decide(bytes, days: days).get()
            let texts = try pack.reading(bytes, days) { workspace in
                let explanation = Explanation(workspace, days.request)
                let asked = index == 0 ? explanation.why("fine", in: language) : explanation.whyNot("ban", in: language)
                return [asked, DecisionTable(workspace.plan.policy, language: language).text([decision])]
            }.get()
            for text in texts {
                #expect(text.contains("calendars/plain.yaml"), "\(text)")
                #expect(text.contains("2023"), "\(text)")
                #expect(text.contains("reader"), "\(text)")
            }
        }
    }

    /// Who explains asks the calendar on the way; that is nobody's conflict.
    @Test func explainingAddsNoConflict() throws {
        let pack = try #require(PolicyPack.load(Self.folder).pack)
        let days = DecisionDays(asOf: try #require(Day("2022-12-30")))
        for index in 0..<3 {
            let bytes = try record(index)
            let explained = try pack.reading(bytes, days) { Explanation($0, days.request).decision }.get()
            #expect(explained == (try pack.decide(bytes, days: days).get()))
        }
    }

    @Test func theDecisionNamesFileAndYear() throws {
        let pack = try #require(PolicyPack.load(Self.folder).pack)
        let decision = try pack.decide(try record(0), asOf: try #require(Day("2023-01-03"))).get()
        #expect(decision.conflicts.map(\.kind) == ["calendar"])
        #expect(decision.conflicts.map(\.calendar?.file) == ["calendars/plain.yaml"])
        #expect(decision.conflicts.map(\.calendar?.year) == [2023])
        #expect(decision.measures.map(\.due) == [nil])
    }
}
