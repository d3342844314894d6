import Foundation
import Redress
import Testing
import _TestSupport

@Suite struct RunCommandTests {
    @Test func theSameBytesWhereverItRuns() throws {
        let plain = try redress.run(["run"] + onCases)
        #expect(plain.status == 0)
        #expect(plain.lines.count == (try Repository.caseLines().count))
        for (jobs, environment) in [
            ("1", ["TZ": "UTC"]), ("2", ["TZ": "Asia/Shanghai"]), ("7", ["LANG": "C"]), ("2", ["LANG": "zh_CN.UTF-8"]),
            ("1", ["LC_ALL": "zh_CN.UTF-8", "TZ": "America/St_Johns"]),
        ] {
            let other = try redress.run(["run", "--jobs", jobs] + onCases, environment: environment)
            #expect(other.out == plain.out, "\(jobs) \(environment)")
            #expect(other.status == 0)
        }
        // And as the library has it.
        let pack = try #require(PolicyPack.load(Repository.path(county)).pack)
        let days = DecisionDays(asOf: try #require(Day("2024-06-30")))
        let expected = try Repository.caseLines().map { String(decoding: try pack.decideJSON(Array($0.utf8), days: days).get(), as: UTF8.self) }
        #expect(plain.lines == expected)
    }

    @Test func fromStandardInputAndIntoAFile() throws {
        let plain = try redress.run(["run"] + onCases)
        let records = Array(try Data(contentsOf: URL(fileURLWithPath: Repository.cases)))
        let piped = try redress.run(["run", "--pack", county, "--records", "-", "--as-of", "2024-06-30"], input: records)
        #expect(piped.out == plain.out)
        let folder = try TemporaryFolder()
        let target = try folder.write("what was there before is gone", "out.jsonl")
        let filed = try redress.run(["run", "-o", target] + onCases)
        #expect(filed.out.isEmpty)
        #expect(Array(try Data(contentsOf: URL(fileURLWithPath: target))) == plain.out)
    }

    @Test func rejectsGoToTheirFile() throws {
        let lines = try Repository.caseLines()
        let input = [lines[0], "{\"id\": \"b-1\", \"breach\": {\"recorded\": \"2023-02-30\"}}", "nonsense", lines[1]].joined(separator: "\n")
        let folder = try TemporaryFolder()
        let rejects = folder.path("rejects.jsonl")
        let options = ["run", "--pack", county, "--records", "-", "--as-of", "2024-06-30"]
        let outcome = try redress.run(options + ["--rejects", rejects], input: Array(input.utf8))
        #expect(outcome.status == 1)
        #expect(outcome.lines.count == 2)
        #expect(outcome.error.contains("2 records decided, 2 rejected, 0 notes"))
        #expect(!outcome.error.contains("2023-02-30"))
        let written = try String(contentsOfFile: rejects, encoding: .utf8).split(separator: "\n")
        let objects = try written.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
        #expect(objects.map { $0["line"] as? Int } == [2, 3])
        #expect(objects.first?["record"] as? String == "b-1")
        #expect(objects.first?["path"] as? String == "breach.recorded")
        #expect((objects.first?["reason"] as? [String: String])?["zh"]?.contains("2023-02-30") == true)
        // Without the file they are told.
        let told = try redress.run(options + ["--lang", "zh"], input: Array(input.utf8))
        #expect(told.status == 1)
        #expect(told.out == outcome.out)
        #expect(told.error.contains("第 2 行"))
        #expect(told.error.contains("已处理 2 条记录，拒收 2 条"))
    }

    @Test func formatsCanBeRead() throws {
        let lines = try redress.run(["run"] + onCases).lines
        let json = try redress.run(["run", "--format", "json", "--jobs", "2"] + onCases)
        let array = try #require(try JSONSerialization.jsonObject(with: Data(json.out)) as? [[String: Any]])
        #expect(array.map { $0["record"] as? String } == (1...array.count).map { String(format: "r-%04d", $0) })
        #expect(array.count == lines.count)
        // The elements are the very lines.
        #expect(json.text == "[\n" + lines.joined(separator: ",\n") + "\n]\n")

        let csv = try redress.run(["run", "--format", "csv"] + onCases)
        let rows = CSV.rows(csv.text)
        let header = try #require(rows.first)
        #expect(header.starts(with: ["record", "subject", "pack", "asOf", "measure", "kind", "status"]))
        #expect(rows.allSatisfy { $0.count == header.count })
        let measures = array.map { max(1, ($0["measures"] as? [Any])?.count ?? 0) }.reduce(0, +)
        #expect(rows.count == measures + 1)
        #expect(Set(rows.dropFirst().compactMap(\.first)).count == lines.count)

        for (language, heading) in [("en", "r-0001"), ("zh", "联合惩戒")] {
            let table = try redress.run(["run", "--format", "table", "--lang", language] + onCases)
            #expect(table.status == 0)
            #expect(table.text.contains(heading))
            for number in 1...array.count { #expect(table.text.contains(String(format: "r-%04d", number))) }
        }
    }

    /// `--lean` writes a part of each decision, in its order, and nothing else.
    @Test func leanIsAPartOfTheWhole() throws {
        let pack = try #require(PolicyPack.load(Repository.path(county)).pack)
        for day in ["2019-01-31", "2023-05-12", "2024-06-30"] {
            let days = DecisionDays(asOf: try #require(Day(day)))
            let expected = try Repository.caseLines().map { line in
                let decision = try pack.decide(Array(line.utf8), days: days).get()
                func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
                let measures = decision.measures.map { measure in
                    #"{"measure":"\#(measure.measure)","status":"\#(measure.status)","from":\#(quoted(measure.from?.description)),"#
                        + #""until":\#(quoted(measure.until?.description)),"due":\#(quoted(measure.due?.description))}"#
                }
                return #"{"record":"\#(decision.record)","subject":\#(quoted(decision.subject)),"asOf":"\#(day)","#
                    + #""measures":[\#(measures.joined(separator: ","))]}"#
            }
            let options = ["run", "--lean", "--pack", county, "--records", Repository.cases, "--as-of", day]
            let lean = try redress.run(options + ["--jobs", "2"])
            #expect(lean.status == 0)
            #expect(lean.lines == expected)
            let json = try redress.run(options + ["--format", "json"])
            #expect(json.text == "[\n" + expected.joined(separator: ",\n") + "\n]\n")
        }
        #expect(try redress.run(["run", "--lean", "--format", "csv"] + onCases).status == 2)
    }

    /// `redress run … | head` ends as any filter does: at once, and with nothing to say.
    @Test func aReaderThatGoesAwayIsNoFault() throws {
        let folder = try TemporaryFolder()
        let lines = try Repository.caseLines()
        let many = (0..<100).flatMap { round in lines.map { $0.replacing("\"id\": \"r-", with: "\"id\": \"r-\(round)-", maxReplacements: 1) } }
        let records = try folder.write(many.joined(separator: "\n"), "many.jsonl")
        let shell = Executable(at: "/bin/sh")
        for format in ["jsonl", "csv", "json", "table"] {
            let status = folder.path("status-\(format)")
            let script = #"{ "$0" "$@"; echo $? > "\#(status)"; } | head -n 1"#
            let outcome = try shell.run(
                ["-c", script, redress.url.path, "run", "--pack", county, "--records", records, "--as-of", "2024-06-30", "--format", format])
            #expect(outcome.lines.count == 1)
            #expect(outcome.error == "", "\(format)")
            #expect(try String(contentsOfFile: status, encoding: .utf8) == "0\n", "\(format)")
        }
    }
}

/// A reader of RFC 4180, for what the tests look at.
enum CSV {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        var wasQuote = false
        for scalar in text.unicodeScalars {
            if isQuoted {
                if scalar == "\"" {
                    isQuoted = false
                    wasQuote = true
                } else {
                    field.unicodeScalars.append(scalar)
                }
                continue
            }
            switch scalar {
            case "\"":
                if wasQuote { field += "\"" }
                isQuoted = true
            case ",":
                row.append(field)
                field = ""
            case "\n":
                rows.append(row + [field])
                (row, field) = ([], "")
            case "\r": break
            default: field.unicodeScalars.append(scalar)
            }
            wasQuote = false
        }
        return rows
    }
}
