import Diagnostics
import Engine
import Policy
import Redress
import Reports
import Testing
import _TestSupport

/// `redress next` and `redress timeline` are of one mind about every example record under every plan: the same day, in the same words.
@Suite struct NextAndTimelineTests {
    private static let packs = [
        "rules/cn/state-council", "rules/cn/shaanxi/zhashui", "rules/cn/sichuan", "rules/cn/fujian/fuzhou", "rules/cn/liaoning/xigang",
    ]

    private static func records() throws -> [[UInt8]] {
        try ["cases", "kinds"].flatMap { name in
            try DiskFiles().read(Repository.path("examples/records/\(name).jsonl")).split(separator: UInt8(ascii: "\n")).map(Array.init)
        }
    }

    /// The first day that a timeline shows ahead, and what stands below it.
    private func ahead(_ text: String, _ language: Language) -> [String] {
        let heading = language == .chinese ? "此后（如无其他事件）" : "Ahead, if nothing else happens"
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let start = lines.firstIndex(of: heading) else { return [] }
        return Array(lines[(start + 2)...].prefix { !$0.isEmpty })
    }

    /// The day of the next change, and what stands below it.
    private func next(_ text: String, _ language: Language) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let heading = lines.dropFirst(2).first, let day = heading.firstMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) else { return [] }
        return [String(day.output)]
            + lines.dropFirst(3).prefix { !$0.isEmpty }.map { line in
                "  " + line.drop { $0 == " " || $0 == "-" || $0 == "·" }
            }
    }

    @Test(arguments: packs) func theNextDayIsTheTimelines(_ path: String) throws {
        let pack = try #require(PolicyPack.load(Repository.path(path)).pack)
        var changes = 0
        for record in try Self.records() {
            for asOf in ["2024-06-30"] {
                let days = try Packs.days(asOf)
                guard case .found(let read) = try RecordSearch.find(.place(0), in: .bytes(record), pack, days) else { continue }
                let (outlook, timeline) = read.with { (Outlook($0, $0.request), Timeline($0, $0.request)) }
                #expect(outlook.next?.day == timeline.days.first { $0.day > days.asOf.number }?.day)
                for language in Language.allCases {
                    let (here, there) = (next(outlook.text(language), language), ahead(timeline.text(language), language))
                    #expect(here == there, "\(path), \(timeline.record)")
                    changes += here.count
                }
            }
        }
        #expect(changes > 20)
    }

    /// Paid on its last day it is in time; unpaid it is overdue on the day after, and both name the last day there.
    @Test(arguments: Language.allCases) func theLastDayIsNoChange(_ language: Language) throws {
        let pack = try Packs.county()
        let days = try Packs.days("2024-06-30")
        let line = try #require(try Repository.caseLines().first { $0.contains("\"id\": \"r-0004\"") })
        guard case .found(let read) = try RecordSearch.find(.place(0), in: .bytes(Array(line.utf8)), pack, days) else {
            Issue.record("r-0004 isn't read")
            return
        }
        let (outlook, timeline) = read.with { (Outlook($0, $0.request).text(language), Timeline($0, $0.request).text(language)) }
        for text in [outlook, timeline] {
            #expect(text.contains(language == .chinese ? "下一次变化：2024-07-03" : "Next change: 2024-07-03") || text == timeline)
            #expect(text.contains(language == .chinese ? "（截止日 2024-07-02）" : "(its last day was 2024-07-02)"), "\(text)")
        }
        #expect(!timeline.split(separator: "\n").contains("2024-07-02"))
    }
}
