import Diagnostics
import Foundation
import Policy
import Reports
import Testing

@Suite("agendas")
struct AgendaTests {
    private static let duties = """
        duties:
          stock is taken:
            clause: "4"
            label: {zh: 盘点, en: taking stock}
            owner: 流通部
            cooperating: [采编部, "保卫科; 夜班"]
            deliverable: [{zh: 清单, en: a list}, {zh: 报告, en: a report}]
            every: quarter
          catalogue: {clause: ["1", "4"], label: {zh: 编目, en: the catalogue}, owner: 采编部, by: {value: 2023-05-31, stated: false}}
          spreading the word: {clause: "4", label: {zh: 宣传, en: spreading the word}, owner: [采编部, 流通部]}
          reading week: {clause: "4", label: {zh: 读书周, en: reading week}, owner: 流通部}

        """

    private static let ledger = """
        - {duty: stock is taken, on: 2023-03-30, note: "清单共 3 页，\\n已归档; 一式两份"}
        - {duty: stock is taken, on: 2023-07-04, due: 2023-06-30}
        - {duty: stock is taken, on: 2023-11-01}
        - {duty: reading week, on: 2022-04-23}
        - {duty: reading week, on: 2023-04-23}

        """

    private func agenda(_ asOf: String? = "2023-10-15", from: String = "2023-01-01", to: String = "2023-12-31", ledger: String = ledger) throws
        -> Agenda
    {
        var files = Library.files
        files["town/duties.yaml"] = Self.duties
        files["ledger.yaml"] = ledger
        let load = PolicyLoader.load("town", files: files)
        #expect(load.diagnostics.map(\.message.en) == [])
        let policy = try #require(load.policy)
        let read = DutyLedger.load("ledger.yaml", files: files, for: policy)
        #expect(read.diagnostics.map(\.message.en) == [])
        let window = Agenda.Window(from: try day(from), to: try day(to), asOf: try asOf.map(day))
        return Agenda(policy, window, ledger: read.ledger)
    }

    private func day(_ text: String) throws -> Int32 { try #require(CivilDay.parse(text)) }

    private func outline(_ item: Agenda.Item, _ agenda: Agenda) -> String {
        [
            agenda.policy.duties[item.duty].name, item.due.map { CivilDay.text($0) } ?? "-", item.status.rawValue,
            item.entry.map { CivilDay.text($0.on) } ?? "-",
        ]
        .joined(separator: " ") + (item.isLate ? " late" : "")
    }

    @Test("what is done, overdue, due and open")
    func statuses() throws {
        let agenda = try agenda()
        #expect(
            agenda.items.map { outline($0, agenda) } == [
                "stock is taken 2023-03-31 done 2023-03-30", "catalogue 2023-05-31 overdue -", "stock is taken 2023-06-30 done 2023-07-04 late",
                "stock is taken 2023-09-30 overdue -", "stock is taken 2023-12-31 due -",
            ])
        #expect(agenda.undated.map { outline($0, agenda) } == ["spreading the word - open -", "reading week - done 2023-04-23"])
    }

    @Test("as of the last day of the window unless asked otherwise")
    func asOf() throws {
        let agenda = try agenda(nil)
        #expect(agenda.window.asOf == agenda.window.to)
        #expect(agenda.items.last.map { outline($0, agenda) } == "stock is taken 2023-12-31 done 2023-11-01")
        let early = try self.agenda("2023-03-29")
        #expect(early.items.allSatisfy { $0.status == .due })
        #expect(early.undated.map { outline($0, early) }.last == "reading week - done 2022-04-23")
        let short = try self.agenda(from: "2023-04-01", to: "2023-06-29")
        #expect(short.items.map { outline($0, short) } == ["catalogue 2023-05-31 overdue -"])
    }

    @Test("what is due once is met whenever it is done")
    func once() throws {
        let early = try agenda(ledger: "- {duty: catalogue, on: 2020-01-01}\n")
        #expect(outline(early.items[1], early) == "catalogue 2023-05-31 done 2020-01-01")
        let late = try agenda(ledger: "- {duty: 编目, on: 2023-06-01}\n")
        #expect(outline(late.items[1], late) == "catalogue 2023-05-31 done 2023-06-01 late")
    }

    @Test("as a table, JSON and a calendar", arguments: Language.allCases)
    func texts(_ language: Language) throws {
        let agenda = try agenda()
        try expectSnapshot(AgendaTable(agenda, language: language).text(), "agenda.\(language.rawValue)")
        #expect(AgendaTable(agenda, language: language, width: 72).text().split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 72 })
        let calendar = AgendaCalendar(agenda, language: language).text()
        // Line ends are checked below; a file of texts has its own.
        try expectSnapshot(calendar.filter { $0 != "\r" }.replacing("\r\n", with: "\n"), "agenda-calendar.\(language.rawValue)")
        if language == .english { try expectSnapshot(AgendaJSON.text(agenda), "agenda-json") }
    }

    @Test("nothing to do is said", arguments: Language.allCases)
    func nothing(_ language: Language) throws {
        let agenda = try agenda(from: "2023-01-01", to: "2023-01-31")
        #expect(agenda.items.isEmpty)
        #expect(AgendaTable(agenda, language: language).text().contains(language == .chinese ? "没有到期的任务" : "Nothing falls due"))
    }

    @Test("lines of a calendar are short, end as they must, and lose nothing when they are unfolded", arguments: Language.allCases)
    func contentLines(_ language: Language) throws {
        let bytes = Array(AgendaCalendar(try agenda(), language: language).text().utf8)
        #expect(bytes.suffix(2) == [13, 10])
        var lines: [[UInt8]] = [[]]
        for byte in bytes { if byte == 10 { lines.append([]) } else { lines[lines.count - 1].append(byte) } }
        #expect(lines.removeLast() == [])
        for line in lines {
            #expect(line.last == 13)
            #expect(line.count <= 76)
            // A character isn't torn apart.
            #expect(String(validating: line, as: UTF8.self) != nil)
        }
        let unfolded = String(decoding: bytes, as: UTF8.self).replacing("\r\n ", with: "")
        let texts = unfolded.split(separator: "\r\n").map(String.init)
        #expect(texts.filter { $0.hasPrefix("BEGIN:VEVENT") }.count == 5)
        #expect(texts.filter { $0.hasPrefix("BEGIN:VTODO") }.count == 2)
        #expect(Set(texts.filter { $0.hasPrefix("UID:") }).count == 7)
        #expect(texts.contains("UID:stock is taken.20230630@town"))
        #expect(texts.contains("DTSTART;VALUE=DATE:20230630"))
        #expect(texts.contains("DTEND;VALUE=DATE:20230701"))
        #expect(texts.filter { $0.hasPrefix("DTSTAMP:") }.allSatisfy { $0 == "DTSTAMP:20231015T000000Z" })
        #expect(texts.contains { $0.contains("保卫科\\; 夜班") })
        #expect(texts.contains { $0.contains("已归档\\; 一式两份") })
        #expect(texts.contains("CATEGORIES:采编部,流通部"))
    }

    @Test("an identifier doesn't change with the day of asking")
    func identifiers() throws {
        func identifiers(_ agenda: Agenda) -> Set<Substring> {
            Set(AgendaCalendar(agenda, language: .english).text().split(separator: "\r\n").filter { $0.hasPrefix("UID:") })
        }
        #expect(identifiers(try agenda()) == identifiers(try agenda("2024-01-01", ledger: "")))
    }
}
