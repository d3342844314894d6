import Diagnostics
import Engine
import FEEL
import Policy
import Reports
import Testing

/// Assessments of the town's readers, tried by tests written as a pack writes them.
@Suite("scores")
struct ScoreTests {
    private static let bands = """
          good: {from: 90, label: {zh: 好, en: good}}
          fair: {from: 80, label: {zh: 中, en: fair}}
          poor: {label: {zh: 差, en: poor}}

        """

    /// The same bands and one more by a table.
    private static func bandTable(_ hit: String, _ rows: String) -> String {
        """
          good: {label: {zh: 好, en: good}}
          fair: {label: {zh: 中, en: fair}}
          poor: {label: {zh: 差, en: poor}}
        table:
          hit: \(hit)
          inputs: [total, count of("damage")]
          rows: \(rows)

        """
    }

    /// - Parameters:
    ///   - ranking: under `ranking:`.
    ///   - bands: under `bands:`, and what follows it.
    private static func assessments(_ ranking: String = "{ties: standard competition}", bands: String = bands) -> String {
        """
        parameters:
          ban points: {value: '2.5', stated: false, clause: "1", label: {zh: 停借扣分, en: points a ban costs}}
        assessments:
          readers are scored:
            clause: "1"
            label: {zh: 读者考核, en: scores of readers}
            applies to: [adult, child]
            every: quarter
            base: 100
            floor: 0
            except: has("chosen")
            indicators:
              late books:
                clause: "1"
                label: {zh: 逾期册数, en: late books}
                points: -loan.books
                floor: -20
              damage:
                clause: "2"
                label: {zh: 损坏, en: damage}
                where: loan.damaged
                points: -10
                weight: 0.5
              bans:
                clause: "3"
                label: {zh: 在期停借, en: bans in force}
                where: stands("ban")
                day: period end()
                in all: if count > 1 then -ban points * count * 2 else -ban points * count
            bands:
        \(bands.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
            ranking: \(ranking)
            warnings:
              falling: {clause: "4", label: {zh: 下降, en: falling}, when: change < -10, addressee: '"流通部"'}
              poor reader: {clause: "4", label: {zh: 差, en: poor}, when: band = "poor" and points of("late books") < 0}

        """
    }

    private func failures(_ tests: String, ranking: String = "{ties: standard competition}", bands: String = bands) throws -> [String] {
        var files = Library.files
        files["town/assessments.yaml"] = Self.assessments(ranking, bands: bands)
        files["town/tests/scores.yaml"] = "assess:\n" + tests
        let load = PolicyLoader.load("town", files: files)
        let typed = TypedPolicy(try #require(load.policy))
        #expect((load.diagnostics + typed.diagnostics).map(\.message.en) == [])
        let (cases, _) = AssessmentTestRunner(Plan(typed), fill: fill).run()
        #expect(!cases.isEmpty)
        return cases.flatMap { $0.failures.map(\.message.en) }
    }

    private func loan(_ reader: String, _ rest: String, due: String = "2023-05-01", kind: String = "adult", events: String = "{returned: 2023-05-02}")
        -> String
    {
        "      - {reader: {id: \(reader), kind: \(kind)}, loan: {due: \(due), \(rest)}, events: [\(events)]}\n"
    }

    private func test(_ given: String, then: String, period: String = "2023-Q2", more: String = "") -> String {
        """
          case:
            assessment: readers are scored
            period: \(period)
        \(more)    given:
        \(given)    then:
        \(then)
        """
    }

    @Test("each record adds its points, between the bounds, times the weight")
    func points() throws {
        let given =
            loan("a", "books: 3, damaged: true") + loan("a", "books: 4, damaged: false") + loan("b", "books: 30, damaged: false")
            + loan("c", "books: 1, damaged: false", due: "2023-03-31") + loan("d", "books: 1.25, damaged: false", due: "2023-06-30")
        #expect(
            try failures(
                test(
                    given,
                    then: """
                              a: {total: 88, points: {late books: -7, damage: -5, bans: 0}, band: fair, change: -12, warnings: [falling], rank: 3}
                              b: {total: 80, points: {late books: -20}, rank: 4}
                              c: {total: 100, change: 3.5, rank: 1}
                              d: {total: 98.75, rank: 2}

                        """)) == [])
    }

    private static let firstRows = #"[[">= 90", "0", '"good"'], [">= 80", "-", '"fair"'], ["-", "-", '"poor"']]"#

    @Test("a table gives bands by the total and the indicators", arguments: ["first", "priority"])
    func bandsByTable(_ hit: String) throws {
        let given =
            loan("a", "books: 1, damaged: false") + loan("b", "books: 1, damaged: true") + loan("c", "books: 15, damaged: true")
            + loan("c", "books: 15, damaged: true") + loan("d", "books: 10, damaged: false")
        let then = """
                  a: {total: 99, band: good}
                  b: {total: 94, band: fair}
                  c: {total: 70, band: poor}
                  d: {total: 90, band: good}

            """
        #expect(try failures(test(given, then: then), bands: Self.bandTable(hit, Self.firstRows)) == [])
    }

    @Test("a table gives every band that an open total may have, and no other")
    func bandsOfRanges() throws {
        // Whether a book was damaged isn't known, nor then how many were: only the total is read here.
        let rows = #"[["> 95", "-", '"good"'], ["[85..95]", "-", '"fair"'], ["< 85", "-", '"poor"']]"#
        let table = Self.bandTable("unique", rows)
        let open = "      - {reader: {id: a, kind: adult}, loan: {due: 2023-05-01, books: 3}, events: [{returned: 2023-05-02}]}\n"
        #expect(try failures(test(open, then: "      a: {total: [92, 97], band: [fair, good]}\n"), bands: table) == [])
        let lower = "      - {reader: {id: a, kind: adult}, loan: {due: 2023-05-01, books: 6}, events: [{returned: 2023-05-02}]}\n"
        #expect(try failures(test(lower, then: "      a: {total: [89, 94], band: fair}\n"), bands: table) == [])
        // Where the number matters that isn't known, the rows that may be hit say which.
        #expect(
            try failures(test(open, then: "      a: {total: [92, 97], band: [fair, good]}\n"), bands: Self.bandTable("first", Self.firstRows)) == [])
    }

    @Test("rows that are hit together against the hit policy leave no band, which is explained")
    func bandsInConflict() throws {
        var files = Library.files
        files["town/assessments.yaml"] = Self.assessments(
            bands: Self.bandTable("unique", #"[[">= 90", "-", '"good"'], ["-", "> 0", '"fair"'], ["< 90", "0", '"poor"']]"#))
        files["town/tests/scores.yaml"] =
            "assess:\n"
            + test(
                loan("a", "books: 1, damaged: true") + loan("b", "books: 1, damaged: false"), then: "      a: {band: none}\n      b: {band: good}\n")
        let load = PolicyLoader.load("town", files: files)
        let typed = TypedPolicy(try #require(load.policy))
        #expect(typed.diagnostics.map(\.code) == [])
        let (cases, coverage) = AssessmentTestRunner(Plan(typed), fill: fill).run()
        #expect(cases.flatMap { $0.failures.map(\.message.en) } == [])
        #expect(coverage.rows == [[0, 1]])
    }

    @Test("what stands at the end of a period counts, however old it is")
    func standing() throws {
        // A ban lasts a month unless the book comes back.
        let given =
            loan("a", "books: 5, damaged: false", due: "2023-06-20", events: "")
            + loan("a", "books: 0, damaged: false", due: "2023-06-25", events: "")
        #expect(try failures(test(given, then: "      a: {total: 85, points: {bans: -10, late books: -5}}\n")) == [])
    }

    @Test(
        "ties are broken as declared",
        arguments: [
            ("{ties: standard competition}", "1 2 2 4"), ("{ties: dense}", "1 2 2 3"), ("{ties: ordinal}", "1 2 3 4"),
            ("{ties: standard competition, then by: [late books]}", "1 3 2 4"), ("{order: ascending, ties: dense}", "3 2 2 1"),
        ])
    func ties(ranking: String, places: String) throws {
        let place = places.split(separator: " ")
        // b and c have the same total: by five books, and by damage.
        let given = loan("c", "books: 0, damaged: true") + loan("b", "books: 5, damaged: false") + loan("d", "books: 6, damaged: false")
        let then = zip(["a", "b", "c", "d"], place).map { "      \($0): {rank: \($1)}\n" }.joined()
        #expect(
            try failures(test(given, then: then, more: "    subjects: [{reader: {id: a, kind: child}}]\n"), ranking: ranking) == [])
    }

    @Test("nothing unknown is taken for zero")
    func unknown() throws {
        let given =
            loan("a", "books: 5") + loan("b", "damaged: false") + loan("c", "books: 8, damaged: false")
            + "      - {reader: {id: d}, loan: {due: 2023-05-01, books: 2, damaged: false}, events: [{returned: 2023-05-02}]}\n"
            + "      - {reader: {id: e, kind: adult}, loan: {books: 3, damaged: false}, events: [{returned: 2023-05-02}]}\n"
        #expect(
            try failures(
                test(
                    given,
                    then: """
                              a: {total: [90, 95], band: good, undetermined: [loan.damaged], points: {damage: [-5, 0]}}
                              b: {total: [80, none], undetermined: [loan.books]}
                              c: {total: 92, undetermined: []}
                              d: {total: [98, 100], undetermined: [reader.kind]}
                              e: {undetermined: [loan.due]}

                        """)) == [])
    }

    @Test("what is excepted by the day looked from doesn't count")
    func except() throws {
        let given = loan("a", "books: 5, damaged: false", events: "{returned: 2023-05-02}, {chosen: 2023-08-01, choice: waive}")
        #expect(try failures(test(given, then: "      a: {total: 95, change: -5}\n")) == [])
        #expect(try failures(test(given, then: "      a: {total: 100, change: 0}\n", more: "    on: 2023-09-01\n")) == [])
    }

    @Test("a test says what it expected and what it found")
    func failing() throws {
        let given = loan("a", "books: 5, damaged: false")
        #expect(
            try failures(test(given, then: "      a: {total: 94, rank: 2, warnings: [falling]}\n      z: {total: 100}\n      a b: none\n")) == [
                "`a` expected total [94], found [95]", "`a` expected rank [2], found [1]", "`a` expected warnings [falling], found []",
                "`z` expected a score, found none",
            ])
    }

    @Test("periods of the calendar")
    func periods() throws {
        func days(_ text: String) throws -> String {
            let period = try #require(AssessmentPeriod(text))
            #expect(period.text == text)
            return "\(CivilDay.text(period.days.lowerBound)) \(CivilDay.text(period.days.upperBound)) \(period.previous?.text ?? "-")"
        }
        #expect(try days("2024") == "2024-01-01 2024-12-31 2023")
        #expect(try days("2024-H1") == "2024-01-01 2024-06-30 2023-H2")
        #expect(try days("2024-Q1") == "2024-01-01 2024-03-31 2023-Q4")
        #expect(try days("2024-02") == "2024-02-01 2024-02-29 2024-01")
        #expect(try days("0001-01") == "0001-01-01 0001-01-31 -")
        #expect(try days("1968-Q4") == "1968-10-01 1968-12-31 1968-Q3")
        for text in ["", "24", "2024-", "2024-Q0", "2024-Q5", "2024-H3", "2024-13", "2024-00", "2024-1", "2024-Q2x", "0000", "２０２４", "2024-q2"] {
            #expect(AssessmentPeriod(text) == nil, "\(text)")
        }
    }
}
