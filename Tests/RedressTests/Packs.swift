import Engine
import Records
import Redress
import Testing
import _TestSupport

/// The shipped packs, each loaded once.
enum Packs {
    static let zhashui = PolicyPack.load(Repository.path("rules/cn/shaanxi/zhashui"))
    static let stateCouncil = PolicyPack.load(Repository.path("rules/cn/state-council"))

    static func county() throws -> PolicyPack { try #require(zhashui.pack) }
    static func country() throws -> PolicyPack { try #require(stateCouncil.pack) }

    static func days(_ asOf: String) throws -> DecisionDays { DecisionDays(asOf: try #require(Day(asOf))) }
}

/// A record in parts, as JSON.
struct RecordText {
    var id = "r-1"
    var subject = #"{"id": "d-1", "kind": "department", "head": "p-1"}"#
    /// Members of `breach`, as JSON.
    var breach = [
        "basis": #""court-judgment""#, "recorded": #""2023-05-12""#, "loss": "700000", "impact": #""minor""#, "serious": "false",
        "headResponsible": "true", "confidentiality": #""none""#,
    ]
    /// Type, day, and further members as JSON.
    var events: [(type: String, on: String, more: String)] = []

    static var civilServant: RecordText {
        var record = RecordText()
        record.subject = #"{"id": "p-7", "kind": "civil-servant"}"#
        record.breach["headResponsible"] = nil
        return record
    }

    mutating func happened(_ type: String, _ on: String, _ more: String = "") { events.append((type, on, more)) }

    var bytes: [UInt8] {
        let members = breach.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        let events = events.map { #"{"type": "\#($0.type)", "on": "\#($0.on)"\#($0.more.isEmpty ? "" : ", " + $0.more)}"# }
        return Array(
            #"{"id": "\#(id)", "subject": \#(subject), "breach": {\#(members)}, "events": [\#(events.joined(separator: ", "))]}"#.utf8)
    }

    func decision(_ pack: PolicyPack, _ asOf: String) throws -> Decision {
        try pack.decide(bytes, days: try Packs.days(asOf)).get()
    }
}

extension Decision {
    /// Statuses of a measure, one for each time it was imposed.
    func statuses(_ measure: String) -> [String] { measures.filter { $0.measure == measure }.map(\.status) }

    /// Measure and status, in order.
    var standing: [String] { measures.map { "\($0.measure) \($0.status)" } }
}

/// A run over bytes, with all that it told.
struct RunOutcome {
    var summary = RecordRun.Summary()
    var out: [UInt8] = []
    var rejects: [Reject] = []
    var notes: [RecordNote] = []

    init(_ input: [UInt8], _ pack: PolicyPack, asOf: String = "2024-06-30", jobs: Int = 1, strict: Bool = false, order: RecordOrder = .asGiven) throws
    {
        var run = RecordRun(pack: pack, days: try Packs.days(asOf))
        run.jobs = jobs
        run.isStrict = strict
        run.order = order
        var (out, rejects, notes) = ([UInt8](), [Reject](), [RecordNote]())
        summary = try run.run(
            .bytes(input), RecordRun.Sinks(output: { out += $0 }, reject: { rejects.append($0) }, note: { notes.append($0) }))
        (self.out, self.rejects, self.notes) = (out, rejects, notes)
    }

    var lines: [String] { String(decoding: out, as: UTF8.self).split(separator: "\n").map(String.init) }
}
