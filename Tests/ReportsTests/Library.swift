import Diagnostics
import Engine
import Policy
import Testing

/// A small library: who returns a book late, and what follows. Small enough to read beside the texts expected of it.
enum Library {
    static let vocabulary = """
        vocabulary: lending
        language: 1
        title: {zh: 借阅, en: Lending}
        authority: 总馆
        types:
          reader:
            adult: {zh: 成人, en: adult}
            child: {zh: 儿童, en: child}
          verdict:
            right: {zh: 成立, en: right}
            wrong: {zh: 不成立, en: wrong}
        records:
          loan:
            label: {zh: 借阅, en: loan}
            day: loan.due
            subject: reader.id
            applies to: reader.kind
            facts:
              reader.id: {type: string, label: {zh: 读者.编号, en: reader id}}
              reader.kind: {type: reader, label: {zh: 读者.类别, en: kind of reader}}
              loan.due: {type: date, label: {zh: 借阅.到期日, en: due back}}
              loan.books: {type: number, unit: books, label: {zh: 借阅.册数, en: number of books}}
              loan.damaged: {type: boolean, label: {zh: 借阅.损坏, en: damaged}}
        events:
          complained: {label: {zh: 提出申诉, en: complaint filed}}
          decided:
            label: {zh: 申诉办结, en: complaint decided}
            facts: {verdict: {type: verdict, label: {zh: 结论, en: verdict}}}
          returned: {label: {zh: 归还, en: returned}}
          fined: {label: {zh: 缴清罚款, en: fine paid}}
          chosen:
            label: {zh: 作出裁量, en: choice made}
            facts: {choice: {type: [lower, waive], label: {zh: 选择, en: choice}}}
        states:
          complaint pending: {from: complained, until: decided, label: {zh: 申诉期间, en: complaint being handled}}
        measures:
          ban: {kind: restriction, label: {zh: 停止借阅, en: no lending}}
          fine: {kind: obligation, fulfilled by: fined, label: {zh: 罚款, en: fine}}
          notice: {kind: disclosure, borne by: authority, label: {zh: 张榜公布, en: posted in the hall}}
        choices:
          lower: {effect: adjust, as: lowered, label: {zh: 减轻, en: lower}}
          waive: {effect: exempt, label: {zh: 免除, en: waive}}
        discretion: {event: chosen, choice: choice}
        """

    static let town = """
        pack: town
        title: {zh: 镇图书馆规则, en: Rules of the town's library}
        instrument: {number: 图发〔2020〕1号, issuer: 总馆}
        in force: {from: 2020-01-01}
        vocabulary: lending
        month ends: last day
        parameters:
          time to pay: {value: '@"P14D"', clause: "2", label: {zh: 缴款期限, en: time to pay}}
          length of ban: {value: '@"P1M"', stated: false, label: {zh: 停借期, en: length of the ban}}
        clauses:
          "1": {cite: 第一条, class: operative, zh: 逾期不还的，停止借阅, en: whoever keeps a book too long borrows no more}
          "2": {cite: 第二条, class: operative, zh: 逾期五册以上的处以罚款, en: five books or more cost a fine, responsible: [流通部]}
          "3": {cite: 第三条, class: operative, zh: 申诉期间停借暂停执行, en: the ban rests while a complaint is handled}
          "4": {cite: 第四条, class: programmatic, zh: 馆员应当多宣传, en: librarians spread the word}
          "5": {cite: 第五条, class: operative, zh: 遗失图书照价赔偿, en: a lost book is paid for}
          "6": {cite: 第六条, class: operative, zh: 对儿童可以从轻, en: a child may be treated gently}
        define:
          many books: loan.books >= 5
          settled: {any of: [returned, fined]}
        rules:
          ban of the late:
            clause: "1"
            when: not(settled)
            then: [{impose: ban, for: length of ban}]
          fine for many:
            clause: "2"
            applies to: adult
            when: many books and not(loan.damaged)
            then: [{impose: fine, due: loan.due + time to pay}]
          ban rests:
            clause: "3"
            while: complaint pending
            then: [{suspend: ban, clock: stops}]
          return ends the ban:
            clause: "1"
            when: has("returned")
            then: [{lift: ban}]
          gentle with children:
            clause: "6"
            applies to: child
            when: has("returned") or has("complained")
            then: [{may: [lower, waive], measures: ban}]
        """

    static let branch = """
        pack: town.branch
        title: {zh: 分馆规则, en: Rules of the branch}
        instrument: {number: 分图〔2021〕3号}
        in force: {from: 2021-01-01}
        extends: town
        set:
          length of ban: {value: '@"P2M"', stated: false}
        clauses:
          "7": {cite: 七, class: operative, zh: 损坏的张榜公布, en: damage is posted in the hall}
        rules:
          damage is posted:
            clause: "7"
            when: loan.damaged
            then: [{impose: notice}]
        tests:
          a complaint stops the clock:
            clause: 七
            given:
              id: l-1
              reader: {id: r-9, kind: adult}
              loan: {due: 2023-03-01, books: 6, damaged: true}
              events: [{complained: 2023-03-10}, {decided: 2023-03-20, verdict: wrong}]
            then:
              2023-03-09: {ban: {status: in-force, until: 2023-05-01, count: 1}, fine: none, notice: {status: due, addressee: 总馆}, conflicts: 0}
              2023-03-10: {ban: {status: suspended, until: null}}
              2023-03-20: {ban: {status: in-force, until: 2023-05-11}, options: [], undetermined: {}}
            under:
              town: {2023-03-09: {ban: {until: 2023-04-01}, notice: none}}
          what isn't known stays open:
            given: {reader: {id: r-9, kind: adult}, loan: {due: 2023-03-01, books: 6}}
            then:
              2023-03-01: {fine: none, undetermined: {fine for many: [loan.damaged], damage is posted: [loan.damaged]}}
        """

    /// A pack whose notice hangs on a decision table.
    static let grid = """
        pack: town.grid
        title: {zh: 分馆细则, en: Rules of the grid}
        instrument: {number: 格字〔2021〕4号}
        in force: {from: 2021-01-01}
        extends: town
        clauses:
          "8": {cite: 八, class: operative, zh: 册数多而损坏的公示两月, en: many and damaged books are posted for two months}
          "9": {cite: 九, class: operative, zh: 损坏的公示, en: damage is posted}
        define:
          weeks:
            table:
              hit: first
              inputs: [loan.books, loan.damaged]
              outputs: [term, grade]
              rows:
                - {when: [">= 5", true], then: ['@"P60D"', '"high"'], clause: "8", note: {zh: 从重, en: heavier}}
                - ["-", true, '@"P30D"', '"low"']
              default: ['@"P0D"', '"none"']
        rules:
          damage is posted:
            clause: "9"
            when: weeks.grade != "none"
            then: [{impose: notice, due: loan.due + weeks.term}]
        tests:
          many damaged books:
            clause: 八
            given: {reader: {id: r-9, kind: adult}, loan: {due: 2023-03-01, books: 6, damaged: true}}
            then:
              2023-03-01: {notice: {due: 2023-04-30}}
        """

    static let files = MemoryFiles([
        "lending/vocabulary.yaml": vocabulary, "town/pack.yaml": packOnly(town), "town/clauses.yaml": section(town, "clauses"),
        "town/rules.yaml": section(town, "define") + section(town, "rules"), "town/branch/pack.yaml": packOnly(branch),
        "town/branch/clauses.yaml": section(branch, "clauses"), "town/branch/rules.yaml": section(branch, "rules"),
        "town/branch/tests/loans.yaml": section(branch, "tests"), "town/grid/pack.yaml": packOnly(grid),
        "town/grid/clauses.yaml": section(grid, "clauses"), "town/grid/rules.yaml": section(grid, "define") + section(grid, "rules"),
        "town/grid/tests/loans.yaml": section(grid, "tests"),
    ])

    private static let sections = ["clauses", "define", "rules", "tests"]

    private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The lines under a key at the left margin, with the key.
    private static func section(_ text: String, _ key: String) -> String {
        var isInside = false
        return lines(text).filter { line in
            if let first = line.first, first != " " { isInside = line.hasPrefix(key + ":") }
            return isInside
        }.map { $0 + "\n" }.joined()
    }

    private static func packOnly(_ text: String) -> String {
        var isInside = true
        return lines(text).filter { line in
            if let first = line.first, first != " " { isInside = !sections.contains { line.hasPrefix($0 + ":") } }
            return isInside
        }.map { $0 + "\n" }.joined()
    }

    /// The plan of a pack, which must be without fault.
    static func plan(_ path: String = "town/branch") throws -> Plan {
        let load = PolicyLoader.load(path, files: files)
        let typed = TypedPolicy(try #require(load.policy))
        let faults = (load.diagnostics + typed.diagnostics).filter { $0.severity == .error }
        try #require(faults.isEmpty, "\(faults.map(\.message.en))")
        return Plan(typed)
    }

    /// A record in the tests' own short form.
    static func record(
        id: String = "l-7", kind: String? = "adult", due: String? = "2023-03-01", books: String? = "6", damaged: String? = "false",
        events: [(type: String, on: String, facts: [(String, String)])] = []
    ) -> RecordTree {
        func scalar(_ text: String) -> RecordTree { RecordTree(.scalar(text, quoted: false)) }
        func object(_ members: [(String, RecordTree?)]) -> RecordTree {
            RecordTree(.object(members.compactMap { key, value in value.map { RecordTree.Member(key: Written(key), value: $0) } }))
        }
        return object([
            ("id", scalar(id)), ("reader", object([("id", scalar("r-9")), ("kind", kind.map(scalar))])),
            ("loan", object([("due", due.map(scalar)), ("books", books.map(scalar)), ("damaged", damaged.map(scalar))])),
            (
                "events",
                RecordTree(
                    .list(
                        events.map { event in
                            object([("type", scalar(event.type)), ("on", scalar(event.on))] + event.facts.map { ($0.0, scalar($0.1)) })
                        }))
            ),
        ])
    }

    /// A workspace with the record in it, asked about a day.
    static func workspace(_ record: RecordTree, _ asOf: String, pack: String = "town/branch") throws -> (Workspace, DecisionRequest) {
        let request = DecisionRequest(asOf: try #require(Day(asOf)).number)
        let workspace = Workspace(try plan(pack), request: request)
        try #require(fill(record, workspace) == nil)
        return (workspace, request)
    }
}
