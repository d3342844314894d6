import Policy

/// A small vocabulary with every type of fact and kind of measure, and a pack that uses every action.
package enum SamplePolicy {
    package static let folder = "rules/state/town"
    package static let fuzzedFile = "rules/state/town/rules.yaml"

    package static let vocabulary = """
        vocabulary: library
        language: 1
        title: {zh: 图书馆, en: Library}
        authority: library
        types:
          reader kind:
            child: {zh: 儿童, en: child}
            student: {zh: 学生, en: student}
            adult: {zh: 成人, en: adult}
        records:
          loan:
            label: {zh: 借阅, en: loan}
            day: loan.ended
            subject: reader.id
            applies to: reader.kind
            not before: loan.begun
            facts:
              reader.id: {type: string, label: {zh: 读者.编号, en: reader id}}
              reader.kind: {type: reader kind, label: {zh: 读者.类型, en: kind of reader}}
              loan.begun: {type: date, label: {zh: 借阅.起始日, en: first day of the loan}}
              loan.ended: {type: date, label: {zh: 借阅.到期日, en: last day of the loan}}
              loan.grace: {type: duration, label: {zh: 借阅.宽限, en: grace}}
              loan.term: {type: period, label: {zh: 借阅.期限, en: term of the loan}}
              book.price: {type: number, range: "[0..1000000)", label: {zh: 图书.价格, en: price}}
              book.lent: {type: boolean, label: {zh: 图书.外借, en: lent}}
              book.topics: {type: list of string, label: {zh: 图书.主题, en: topics}}
              book.parts: {type: list of number, label: {zh: 图书.分册, en: parts}}
          gift:
            label: {zh: 捐赠, en: gift}
            day: gift.given
            subject: reader.id
            applies to: reader.kind
            facts:
              reader.id: {type: string, label: {zh: 读者.编号, en: reader id}}
              reader.kind: {type: reader kind, label: {zh: 读者.类型, en: kind of reader}}
              gift.given: {type: date, label: {zh: 捐赠.日期, en: day of the gift}}
        events:
          returned: {label: {zh: 归还, en: book returned}}
          paid: {label: {zh: 付清, en: fine paid}, facts: {amount: {type: number, label: {zh: 金额, en: amount}}}}
          objected: {label: {zh: 提出申诉, en: objection made}}
          decided:
            label: {zh: 申诉办结, en: objection decided}
            facts: {upheld: {type: boolean, label: {zh: 成立, en: found right}}}
          chosen:
            label: {zh: 作出决定, en: choice made}
            facts: {choice: {type: [waive, halve], label: {zh: 所选, en: what was chosen}}}
        states:
          objection pending: {from: objected, until: decided, label: {zh: 申诉期间, en: while objection lasts}}
          objection upheld: {from: {event: decided, where: upheld}, label: {zh: 申诉成立, en: objection found right}}
        measures:
          entry: {kind: entry, label: {zh: 记入, en: entered}}
          fine: {kind: obligation, fulfilled by: paid, borne by: reader.id, label: {zh: 罚款, en: fine}}
          ban: {kind: restriction, label: {zh: 停借, en: no loans}}
          notice: {kind: disclosure, borne by: authority, label: {zh: 公示, en: posted up}}
        choices:
          waive: {effect: exempt, label: {zh: 免收, en: waive}}
          halve: {effect: adjust, as: halved, label: {zh: 减半, en: halve}}
        discretion: {event: chosen, choice: choice}
        groups:
          minors: [child, student]
          sanctions: {label: {zh: 处理措施, en: all sanctions}, members: [fine, ban]}

        """

    package static let superior = """
        pack: state
        title: {zh: 总则, en: General rules}
        instrument: {number: 总字1号, issuer: 总馆, level: state}
        in force: {from: 2020-01-01}
        vocabulary: library
        month ends: last day
        parameters:
          term: {value: '@"P1M"', stated: false, clause: a1, label: {zh: 停借期, en: time of the ban}}
        clauses:
          a1: {cite: 第1条, class: operative, zh: 逾期者受罚, en: Who is late is fined, responsible: [总馆]}
          a2: {cite: 第2条, part: 甲, class: operative, zh: 可以减免, en: It may be waived}
          a3: {cite: 第2条, part: 乙, class: declaratory, zh: 由馆长决定, en: The director decides}
        define:
          late: not(has("returned")) and loan.ended > loan.begun + loan.term
          dear: book.price >= 100 or count(book.parts) > 3
        rules:
          late reader pays:
            clause: a1
            when: late
            then:
              - impose: fine
                due: loan.ended + @"P10D"
          late reader is banned:
            clause: a1
            applies to: adult
            while: dear
            then:
              - impose: ban
                for: term
          every case is posted up:
            clause: a1
            then:
              - impose: [notice, entry]
                from: loan.ended + loan.grace
          fine may be waived:
            clause: 第2条
            applies to: minors
            then:
              - may: [waive, halve]
                measures: sanctions
          objection suspends:
            clause: a2
            while: objection pending
            then:
              - suspend: sanctions
                clock: stops
              - withhold: notice
          objection found right:
            clause: a2
            when: objection upheld
            then:
              - revoke: sanctions
          returned in time:
            clause: a2
            when: latest date of("returned") <= loan.ended
            then:
              - lift: ban

        """

    package static let local = """
        pack: state.town
        title: {zh: 镇馆细则, en: Rules of the town}
        instrument: {number: 镇字2号}
        in force: {from: 2021-01-01, until: 2030-12-31, stated: false}
        extends: state
        clauses:
          t1: {cite: 1, class: operative, zh: 镇馆照办, en: The town does so too, responsible: [镇馆, 总馆]}

        """

    /// The sample's files with some bytes in the place of one.
    package static func files(_ path: String, bytes: [UInt8]) -> any PolicyFiles { SampleFiles(path: path, bytes: bytes) }

    package static let files = MemoryFiles([
        "rules/library/vocabulary.yaml": vocabulary, "rules/state/pack.yaml": superior, "rules/state/town/pack.yaml": local,
    ])

    private struct SampleFiles: PolicyFiles {
        var path: String
        var bytes: [UInt8]

        func read(_ path: String) throws(FileFault) -> [UInt8] {
            if path == self.path { return bytes }
            return try files.read(path)
        }

        func list(_ folder: String) throws(FileFault) -> [FolderEntry] {
            let entries = try files.list(folder)
            guard let (above, name) = PolicyPath.split(path), above == folder, !entries.contains(where: { $0.name == name }) else { return entries }
            return entries + [FolderEntry(name: name, isFolder: false)]
        }

        func isTop(_ folder: String) -> Bool { files.isTop(folder) }
    }
}
