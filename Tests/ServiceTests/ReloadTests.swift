import Redress
import Synchronization
import Testing
import _TestSupport

@testable import decision_service

/// A hundred thousand records are decided while the pack's files are replaced again and again: each decision is that of one whole pack.
@Suite struct ReloadTests {
    private static let tasks = 8
    private static let perTask = 12_500
    private static let replacements = 50

    @Test func decidesWholeByOnePack() async throws {
        let packs = try ServicePacks()
        let days = DecisionDays(asOf: try #require(Day("2024-06-30")))
        let expected = try Expected(packs, days)
        let holder = try #require(PackHolder.open(packs.pack).holder)
        #expect(holder.pack.digest == expected.a.digest)

        let decided = Progress()
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for task in 0..<Self.tasks {
                group.addTask {
                    var tally = Tally()
                    for index in 0..<Self.perTask {
                        let number = task * Self.perTask + index
                        tally.count(expected.judge(holder.pack.decideJSON(expected.record(number), days: days), number))
                        decided.count.add(1, ordering: .relaxed)
                        if index % 64 == 0 { await Task.yield() }
                    }
                    return tally
                }
            }
            group.addTask {
                try await Self.replace(packs, holder, expected, decided)
                return Tally()
            }
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
        #expect(tally.faults == [])
        #expect(tally.byA + tally.byB == Self.tasks * Self.perTask)
        #expect(tally.byA > 0)
        #expect(tally.byB > 0)
    }

    /// Goes through the variants, spread over the whole of the work; what the holder holds is the last good one.
    private static func replace(_ packs: ServicePacks, _ holder: PackHolder, _ expected: Expected, _ decided: Progress) async throws {
        let order: [ServicePacks.Variant] = [.b, .brokenSyntax, .a, .unknownMeasure]
        var good = expected.a.digest
        for step in 0..<replacements {
            // At the same share of the decisions as of the replacements: both packs come to decide.
            while decided.count.load(ordering: .relaxed) < step * tasks * perTask / (replacements + 1) { await Task.yield() }
            let variant = order[step % order.count]
            try packs.put(variant)
            let reload = holder.reload()
            switch reload {
            case .replaced(let digest):
                #expect(variant.isGood)
                good = variant == .a ? expected.a.digest : expected.b.digest
                #expect(digest == good)
            case .kept(let findings):
                #expect(!variant.isGood)
                #expect(findings.contains { $0.severity == .error })
            case .unchanged: Issue.record("step \(step) changed nothing")
            }
            #expect(holder.pack.digest == good)
        }
    }

    /// A reload of the same files changes nothing; a faulty pack can't be opened.
    @Test func tellsWhatBecameOfAReload() throws {
        let packs = try ServicePacks()
        let holder = try #require(PackHolder.open(packs.pack).holder)
        guard case .unchanged = holder.reload() else {
            Issue.record("the same files count as a change")
            return
        }
        try packs.put(.unknownMeasure)
        let opened = PackHolder.open(packs.pack)
        #expect(opened.holder == nil)
        #expect(opened.findings.contains { $0.message.en.contains("joint-sanctoin") })
    }
}

/// How many records have been decided by all tasks together.
private final class Progress: Sendable {
    let count = Atomic<Int>(0)
}

/// Decisions of the tasks, by the pack that made them.
private struct Tally: Sendable {
    var byA = 0
    var byB = 0
    var faults: [String] = []

    enum Verdict { case byA, byB, fault(String) }

    mutating func count(_ verdict: Verdict) {
        switch verdict {
        case .byA: byA += 1
        case .byB: byB += 1
        case .fault(let fault): if faults.count < 5 { faults.append(fault) }
        }
    }

    mutating func add(_ other: Tally) {
        byA += other.byA
        byB += other.byB
        faults += other.faults
    }
}

/// The records, and what each pack alone makes of them.
private struct Expected: Sendable {
    let a: PolicyPack
    let b: PolicyPack
    /// Records and decisions without their beginning up to and with the id, which each number puts in anew.
    private let records: [[UInt8]]
    private let byA: [[UInt8]]
    private let byB: [[UInt8]]

    init(_ packs: ServicePacks, _ days: DecisionDays) throws {
        try packs.put(.b)
        let b = try #require(PolicyPack.load(packs.pack).pack)
        try packs.put(.a)
        let a = try #require(PolicyPack.load(packs.pack).pack)
        try #require(a.digest != b.digest)
        self.a = a
        self.b = b
        let lines = try Repository.caseLines()
        func behindID(_ bytes: [UInt8], _ opening: String) throws -> [UInt8] {
            try #require(bytes.starts(with: opening.utf8))
            let rest = bytes.dropFirst(opening.utf8.count)
            return Array(rest.drop { $0 != UInt8(ascii: "\"") })
        }
        records = try lines.map { try behindID(Array($0.utf8), "{\"id\": \"") }
        byA = try lines.map { try behindID(try a.decideJSON(Array($0.utf8), days: days).get(), "{\"record\":\"") }
        byB = try lines.map { try behindID(try b.decideJSON(Array($0.utf8), days: days).get(), "{\"record\":\"") }
        for index in lines.indices { try #require(byA[index] != byB[index]) }
        // An id stands in one place only: now and then the packs are asked about the very record.
        for number in stride(from: 7, to: 100_000, by: 4_999) {
            try #require(try a.decideJSON(record(number), days: days).get() == decision(byA, number))
            try #require(try b.decideJSON(record(number), days: days).get() == decision(byB, number))
        }
    }

    func record(_ number: Int) -> [UInt8] { Array("{\"id\": \"n-\(number)".utf8) + records[number % records.count] }

    private func decision(_ rests: [[UInt8]], _ number: Int) -> [UInt8] {
        Array("{\"record\":\"n-\(number)".utf8) + rests[number % rests.count]
    }

    func judge(_ result: Result<[UInt8], PolicyPack.Failure>, _ number: Int) -> Tally.Verdict {
        guard case .success(let bytes) = result else { return .fault("n-\(number): \(result)") }
        if bytes == decision(byA, number) { return .byA }
        if bytes == decision(byB, number) { return .byB }
        return .fault("n-\(number): \(String(decoding: bytes, as: UTF8.self))")
    }
}
