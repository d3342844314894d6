import Records
import Redress
import Testing
import _TestSupport

/// The decisions' form, which other programs rely on.
@Suite struct ContractTests {
    private static let top = ["record", "subject", "pack", "digest", "asOf", "measures", "options", "undetermined", "conflicts"]
    private static let measure = [
        "measure", "kind", "status", "modality", "addressee", "responsible", "from", "until", "due", "adjusted", "rule", "clauses", "history",
    ]
    private static let statuses = [
        "restriction": ["pending", "in-force", "suspended", "lifted", "expired", "exempted", "revoked"],
        "incentive": ["pending", "in-force", "suspended", "lifted", "expired", "exempted", "revoked"],
        "entry": ["in-force", "lifted", "revoked"],
        "duty": ["pending", "due", "overdue", "fulfilled", "withheld", "suspended", "lifted", "exempted", "revoked"],
    ]

    private static let asked = ["2021-03-01", "2023-05-12", "2023-06-10", "2024-06-30", "2027-01-01"]

    @Test(arguments: asked) func keysInOrder(asOf: String) throws {
        for pack in [try Packs.county(), try Packs.country()] {
            let days = try Packs.days(asOf)
            for line in try Repository.caseLines() {
                let bytes = try pack.decideJSON(Array(line.utf8), days: days).get()
                #expect(!bytes.contains(0x0A))
                let tree = try JSONTree.read(bytes)
                #expect(tree.keys == Self.top)
                #expect(tree["asOf"]?.string == asOf)
                for measure in tree.list("measures") {
                    #expect(measure.keys == Self.measure)
                    let kind = measure["kind"]?.string ?? ""
                    let allowed = Self.statuses[kind] ?? Self.statuses["duty"] ?? []
                    #expect(["obligation", "restriction", "disclosure", "referral", "incentive", "entry"].contains(kind))
                    #expect(allowed.contains(measure["status"]?.string ?? ""), "\(line.prefix(20)) \(kind)")
                    #expect(measure["modality"]?.string == "must")
                    #expect(!measure.list("clauses").isEmpty)
                    #expect(!measure.list("history").isEmpty)
                    for entry in measure.list("history") { #expect(entry.keys == ["on", "status", "rule"]) }
                }
                for option in tree.list("options") { #expect(option.keys == ["rule", "clauses", "choices", "measures"]) }
                for row in tree.list("undetermined") { #expect(row.keys == ["rule", "missing"]) }
                for conflict in tree.list("conflicts") {
                    let more = conflict["kind"]?.string == "calendar" ? ["calendar"] : []
                    #expect(conflict.keys == ["kind", "measure", "rules", "clauses", "on"] + more)
                }
            }
        }
    }

    /// The value that a program gets says what the JSON says.
    @Test(arguments: asked) func theValueEqualsTheJSON(asOf: String) throws {
        let pack = try Packs.county()
        let days = try Packs.days(asOf)
        for line in try Repository.caseLines() {
            let json = String(decoding: try pack.decideJSON(Array(line.utf8), days: days).get(), as: UTF8.self)
            #expect(try pack.decide(Array(line.utf8), days: days).get().json == json)
        }
    }

    @Test(arguments: [1, 2, 5]) func theSameBytesForAnyNumberOfJobs(jobs: Int) throws {
        let pack = try Packs.county()
        let days = try Packs.days("2024-06-30")
        let lines = try Repository.caseLines()
        // Several chunks' worth, so that threads do share the work.
        let many = (0..<60).flatMap { round in lines.map { $0.replacing("\"id\": \"r-", with: "\"id\": \"r-\(round)-", maxReplacements: 1) } }
        var expected: [UInt8] = []
        for line in many { expected += try pack.decideJSON(Array(line.utf8), days: days).get() + [0x0A] }
        let input = Array((many.joined(separator: "\n") + "\n").utf8)
        #expect(input.count > 2 << 20 - 1)
        let outcome = try RunOutcome(input, pack, jobs: jobs)
        #expect(outcome.out == expected)
        #expect(outcome.summary.decided == many.count)
        #expect(outcome.rejects == [])
        #expect(outcome.notes.filter { $0.path == "id" } == [])
    }
}

extension JSONTree {
    /// Keys as they stand.
    var keys: [String] {
        guard case .object(let members) = self else { return [] }
        return members.map(\.name)
    }

    func list(_ key: String) -> [JSONTree] {
        guard case .array(let elements)? = self[key] else { return [] }
        return elements
    }
}
