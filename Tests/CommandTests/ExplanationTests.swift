import Redress
import Testing
import _TestSupport

/// What a person reads names every clause that a measure rests on, in either language.
@Suite struct ExplanationTests {
    @Test(arguments: ["zh", "en"], ["r-0001", "r-0002", "r-0008", "r-0014", "r-0018", "r-0054", "r-0056"])
    func everyClauseIsCited(language: String, record: String) throws {
        let pack = try #require(PolicyPack.load(Repository.path(county)).pack)
        let line = try #require(try Repository.caseLines().first { $0.contains("\"id\": \"\(record)\"") })
        let decision = try pack.decide(Array(line.utf8), asOf: try #require(Day("2024-06-30"))).get()
        let cites = Set(decision.measures.flatMap(\.clauses))
        #expect(!cites.isEmpty)
        for command in ["explain", "timeline"] {
            let outcome = try redress.run([command, "--record", record, "--lang", language] + onCases)
            #expect(outcome.status == 0)
            #expect(outcome.error == "")
            for cite in cites { #expect(outcome.text.contains(cite), "\(command) \(record) \(language)") }
        }
        for measure in decision.measures {
            let outcome = try redress.run(["explain", "--record", record, "--measure", measure.measure, "--lang", language] + onCases)
            #expect(outcome.status == 0)
            for cite in measure.clauses { #expect(outcome.text.contains(cite), "\(measure.measure)") }
        }
    }

    @Test func theLanguageFollowsTheLocale() throws {
        let arguments = ["explain", "--record", "r-0002", "--measure", "joint-sanction"] + onCases
        let chinese = try redress.run(arguments + ["--lang", "zh"])
        let english = try redress.run(arguments + ["--lang", "en"])
        #expect(chinese.out != english.out)
        #expect(try redress.run(arguments, environment: ["LANG": "zh_CN.UTF-8"]).out == chinese.out)
        #expect(try redress.run(arguments, environment: ["LANG": "C"]).out == english.out)
        #expect(try redress.run(arguments, environment: ["LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"]).out == english.out)
    }

    @Test func whyNotSaysWhy() throws {
        for language in ["zh", "en"] {
            let outcome = try redress.run(["explain", "--record", "r-0029", "--why-not", "joint-sanction", "--lang", language] + onCases)
            #expect(outcome.status == 0)
            #expect(outcome.text.contains("五（三）4第1句"))
        }
    }
}
