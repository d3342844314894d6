import Diagnostics
import Policy
import _TestSupport

/// A small field of its own: a library, its loans, and two packs.
enum Fixture {
    static let vocabulary = """
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
            facts:
              reader.id: {type: string, label: {zh: 读者.编号, en: reader id}}
              reader.kind: {type: reader kind, label: {zh: 读者.类型, en: kind of reader}}
              loan.ended: {type: date, label: {zh: 借阅.到期日, en: last day of the loan}}
              book.price: {type: number, range: "[0..)", label: {zh: 图书.价格, en: price}}
              book.lent: {type: boolean, label: {zh: 图书.外借, en: lent}}
        events:
          returned: {label: {zh: 归还, en: book returned}}
          paid: {label: {zh: 付清, en: fine paid}}
          objected: {label: {zh: 提出申诉, en: objection made}}
          decided:
            label: {zh: 申诉办结, en: objection decided}
            facts: {upheld: {type: boolean, label: {zh: 成立, en: found right}}}
          chosen:
            label: {zh: 作出决定, en: choice made}
            facts: {choice: {type: [waive, halve], label: {zh: 所选, en: what was chosen}}}
        states:
          objection pending: {from: objected, until: decided, label: {zh: 申诉期间, en: while objection lasts}}
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

    static let superior = """
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
          a2: {cite: 第2条, part: 甲, zh: 可以减免, en: It may be waived}
          a3: {cite: 第2条, part: 乙, zh: 由馆长决定, en: The director decides}
        define:
          late: has("returned") = false
        rules:
          late reader pays:
            clause: a1
            when: late
            then:
              - impose: fine
          late reader is banned:
            clause: a1
            applies to: adult
            when: late
            then:
              - impose: ban
                for: term
          fine may be waived:
            clause: 第2条
            applies to: minors
            then:
              - may: [waive, halve]
                measures: sanctions

        """

    static let local = """
        pack: state.town
        title: {zh: 镇馆细则, en: Rules of the town}
        instrument: {number: 镇字2号}
        in force: {from: 2021-01-01, until: 2030-12-31, stated: false}
        extends: state
        clauses:
          t1: {cite: 1, class: operative, zh: 镇馆照办, en: The town does so too, responsible: [镇馆, 总馆]}

        """

    /// The files of both packs and the vocabulary, with more files beside the local pack's.
    static func files(_ more: [String: String] = [:]) -> MemoryFiles {
        var files = MemoryFiles([
            "rules/library/vocabulary.yaml": vocabulary, "rules/state/pack.yaml": superior, "rules/state/town/pack.yaml": local,
        ])
        for (path, text) in more { files[path] = text }
        return files
    }

    /// The policy of the local pack with one more file, which has to be without fault.
    static func policy(_ text: String = "") -> PolicyLoad {
        PolicyLoader.load("rules/state/town", files: files(text.isEmpty ? [:] : ["rules/state/town/more.yaml": text]))
    }
}

/// What is found in a marked file, in its order: each code, and the file's text with the places marked where they differ from the marks.
struct Found: Equatable, CustomStringConvertible {
    var codes: [String]
    /// The file with the places of the findings marked.
    var marked: String

    var description: String { "\(codes) \(marked)" }

    /// Reads a marked text as a file beside the local pack's.
    static func inMore(_ marked: String, as path: String = "rules/state/town/more.yaml") -> Found {
        let text = MarkedText(marked).text
        let load = PolicyLoader.load("rules/state/town", files: Fixture.files([path: text]))
        return Found(load.diagnostics, in: path, text)
    }

    /// Reads a marked text in place of the vocabulary.
    static func inVocabulary(_ marked: String) -> Found {
        let text = MarkedText(marked).text
        let path = "rules/library/vocabulary.yaml"
        let load = PolicyLoader(files: MemoryFiles([path: text])).loadVocabulary("rules/library")
        return Found(load.diagnostics, in: path, text)
    }

    init(_ diagnostics: [Diagnostic], in path: String, _ text: String) {
        let here = diagnostics.filter { $0.location?.source.name == path }
        codes = here.map(\.code)
        marked = MarkedText.marking(here.compactMap { $0.location?.span }, in: text)
    }

    init(codes: [String], marked: String) {
        self.codes = codes
        self.marked = marked
    }
}
