import Foundation
import Testing
import _TestSupport

@Suite struct AgendaCommandTests {
    private static let agenda = ["agenda", county, "--from", "2025-01-01", "--to", "2025-12-31"]

    @Test(arguments: ["zh", "en"]) func whatFallsDueIsShownWithItsClause(language: String) throws {
        let outcome = try redress.run(Self.agenda + ["--lang", language])
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        #expect(outcome.text.contains("2025-12-31"))
        #expect(outcome.text.contains("柞信办发〔2021〕6号 四第1句"))
        // Duties of the guideline are inherited, and the county says who answers for them.
        #expect(outcome.text.contains("国发〔2016〕76号"))
        #expect(outcome.text.contains("县委组织部"))
    }

    @Test(arguments: ["table", "json", "ics"]) func theSameAgendaIsTheSameBytes(format: String) throws {
        let first = try redress.run(Self.agenda + ["--format", format, "--lang", "zh"])
        let second = try redress.run(
            Self.agenda + ["--format", format, "--lang", "zh", "--as-of", "2025-12-31"], environment: ["TZ": "Asia/Shanghai"])
        #expect(first.status == 0)
        #expect(first.out == second.out)
    }

    @Test func theLedgerSaysWhatIsDone() throws {
        let folder = try TemporaryFolder()
        try folder.write("- {duty: 依法行政年度考评, on: 2025-11-30, note: 已报送}\n", "ledger.yaml")
        let outcome = try redress.run(Self.agenda + ["--ledger", folder.path("ledger.yaml"), "--lang", "en"])
        #expect(outcome.status == 0)
        #expect(outcome.text.contains("done 2025-11-30"))
        #expect(outcome.text.contains("2 fall due: 1 done, 0 overdue, 1 due"))
        try folder.write("- {duty: 依法行政年度考平, on: 2025-11-30}\n- {duty: assessment every year, on: 2025-13-01}\n", "ledger.yaml")
        let faulty = try redress.run(Self.agenda + ["--ledger", folder.path("ledger.yaml"), "--lang", "en"])
        #expect(faulty.status == 1)
        #expect(faulty.out.isEmpty)
        #expect(faulty.error.contains("ledger.yaml:1:10: error[unknown-duty]"))
        #expect(faulty.error.contains("`依法行政年度考评`"))
        #expect(faulty.error.contains("ledger.yaml:2:37: error[wrong-value]"))
    }
}
