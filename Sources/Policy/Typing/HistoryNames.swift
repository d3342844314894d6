import Diagnostics
import FEEL

/// What expressions call a subject's other records and what there is to read of each.
///
/// The two lists are variables; their slots follow those of the policy's own variables and of the events of rules with `for each`.
package enum HistoryList: Int, Sendable, CaseIterable {
    /// The records that began before this one.
    case earlier
    /// The records that have begun since.
    case later

    package var name: String { self == .earlier ? "history" : "later records" }
    /// The Chinese spelling.
    package var chineseName: String { self == .earlier ? "历史记录" : "后续记录" }

    /// Its slot in the frames of a policy.
    package func slot(in policy: ResolvedPolicy) -> Int { HistoryList.firstSlot(in: policy) + rawValue }

    package static func firstSlot(in policy: ResolvedPolicy) -> Int { policy.variables.count + EventScope.slotCount(in: policy) }

    /// The list in a slot of the frames of a policy.
    package init?(slot: Int, in policy: ResolvedPolicy) {
        guard slot >= policy.variables.count else { return nil }
        self.init(rawValue: slot - HistoryList.firstSlot(in: policy))
    }
}

/// The functions over a subject's records.
package enum HistoryFunction: Int, Sendable, CaseIterable {
    /// How many measures of a type stand that earlier records imposed.
    case standing = 300
    /// The subject's records, this one included, of a period that ends with the day.
    case within
    /// Those of the cycle that the day lies in.
    case cycle

    package var name: String {
        switch self {
        case .standing: "number of standing"
        case .within: "records within"
        case .cycle: "records in cycle"
        }
    }

    /// The Chinese spelling.
    package var chineseName: String {
        switch self {
        case .standing: "有效件数"
        case .within: "期内记录"
        case .cycle: "周期内记录"
        }
    }
}

/// What a record among the others shows beside its facts and states.
package enum HistoryWord: String, Sendable, CaseIterable {
    case record, kind, day, events, measures
    /// Of an event.
    case type, on
    /// Of a measure.
    case name, status, from, until

    /// The Chinese spelling.
    package var chinese: String {
        switch self {
        case .record: "编号"
        case .kind: "种类"
        case .day: "起算日"
        case .events: "事件"
        case .measures: "措施"
        case .type: "类型"
        case .on: "日期"
        case .name: "名称"
        case .status: "状态"
        case .from: "自"
        case .until: "至"
        }
    }
}

/// What an expression may read of another record of the subject.
package struct HistoryMember: Hashable, Sendable {
    package var key: String
    package var source: Source

    package enum Source: Hashable, Sendable {
        case word(HistoryWord)
        /// A fact by its slot.
        case fact(Int)
        /// An index into ``Vocabulary/states``.
        case state(Int)
    }

    /// Every member, in order, each name once: the own words first, then facts, then states.
    package static func all(_ vocabulary: Vocabulary) -> [HistoryMember] {
        var members = [HistoryWord.record, .kind, .day, .events, .measures].map { HistoryMember(key: $0.rawValue, source: .word($0)) }
        var known = Set(members.map(\.key))
        for fact in vocabulary.records.flatMap(\.facts) where known.insert(fact.name).inserted {
            members.append(HistoryMember(key: fact.name, source: .fact(fact.slot)))
        }
        for (index, state) in vocabulary.states.enumerated() where known.insert(state.name).inserted {
            members.append(HistoryMember(key: state.name, source: .state(index)))
        }
        return members
    }
}

/// The types of what is read of other records.
struct HistoryTypes {
    private let vocabulary: Vocabulary

    init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// A list of records; `measures` only of the earlier ones, as those of the others may wait for this one's.
    func records(withMeasures: Bool) -> FEELType {
        let all = HistoryMember.all(vocabulary).filter { withMeasures || $0.source != .word(.measures) }
        var members: [FEELType.Member] = []
        var names: Set<String> = []
        func add(_ name: String, _ type: FEELType, _ key: String) {
            guard names.insert(name).inserted else { return }
            members.append(FEELType.Member(name: name, type: type, storedAs: name == key ? nil : key))
        }
        for member in all { add(member.key, type(of: member), member.key) }
        for member in all { for label in labels(of: member) { add(label, type(of: member), member.key) } }
        return .list(.context(members))
    }

    private func labels(of member: HistoryMember) -> [String] {
        switch member.source {
        case .word(let word): return [word.chinese]
        case .state(let index): return [vocabulary.states[index].label.zh, vocabulary.states[index].label.en]
        case .fact(let slot):
            guard let fact = vocabulary.records.lazy.compactMap({ $0.fact(inSlot: slot) }).first else { return [] }
            return [fact.label.zh, fact.label.en]
        }
    }

    private func type(of member: HistoryMember) -> FEELType {
        switch member.source {
        case .state: return .boolean
        case .fact(let slot):
            let fact = vocabulary.records.lazy.compactMap { $0.fact(inSlot: slot) }.first
            return fact.map { Typing.type($0.type, of: $0.name, vocabulary) } ?? .any
        case .word(.record): return .string
        case .word(.kind): return names("kind of record", vocabulary.records.map { ($0.name, [$0.label.zh, $0.label.en]) })
        case .word(.events):
            return .list(
                .context(
                    members([
                        (.type, names("event", vocabulary.events.map { ($0.name, [$0.label.zh, $0.label.en]) })), (.on, .date),
                    ])))
        case .word(.measures):
            return .list(
                .context(
                    members([
                        (.name, names("measure", vocabulary.measures.map { ($0.name, [$0.label.zh, $0.label.en]) })),
                        (.status, names("status", MeasureStatus.allCases.map { ($0.rawValue, [$0.chinese]) })), (.from, .date), (.until, .date),
                    ])))
        case .word: return .date
        }
    }

    private func members(_ list: [(word: HistoryWord, type: FEELType)]) -> [FEELType.Member] {
        list.map { FEELType.Member(name: $0.word.rawValue, type: $0.type) }
            + list.map { FEELType.Member(name: $0.word.chinese, type: $0.type, storedAs: $0.word.rawValue) }
    }

    /// A closed list of names with their labels.
    private func names(_ name: String, _ all: [(name: String, labels: [String])]) -> FEELType {
        .enumeration(
            FEELType.Enumeration(
                name: name, values: all.map(\.name),
                labels: Dictionary(all.flatMap { entry in entry.labels.map { ($0, entry.name) } }, uniquingKeysWith: { first, _ in first })))
    }
}

extension Typing {
    /// What stands before a fact's name inside a filter over records, where the bare name is the other record's fact.
    static let thisRecord = (english: "this record.", chinese: "本记录.")

    /// Makes the subject's other records known to expressions.
    /// - Parameter measures: the names of measures.
    static func declareHistory(_ policy: ResolvedPolicy, measures: FEELType.Enumeration, in environment: inout Environment) {
        let types = HistoryTypes(policy.vocabulary)
        let earlier = types.records(withMeasures: true)
        let others = types.records(withMeasures: false)
        for list in HistoryList.allCases {
            environment.declare(
                Environment.Variable(
                    name: list.name, slot: list.slot(in: policy), type: list == .earlier ? earlier : others, isDeferred: true, mayBeUnknown: true),
                aliases: [list.chineseName])
        }
        for function in HistoryFunction.allCases {
            environment.declare(
                Environment.HostFunction(
                    name: function.name, argument: function == .standing ? measures : nil, result: function == .standing ? .number : others,
                    id: function.rawValue, period: function == .within ? .length : function == .cycle ? .lengthAndStart : .none),
                aliases: [function.chineseName])
        }
        for fact in policy.vocabulary.records.flatMap(\.facts) {
            guard let variable = environment.variables[fact.name] else { continue }
            let names = [fact.name, fact.label.zh, fact.label.en]
            environment.declare(variable, aliases: names.flatMap { [thisRecord.english + $0, thisRecord.chinese + $0] })
        }
        // A member may stand after a dot or alone in a filter, whatever spaces and dots are in its name.
        if case .list(.context(let members?)) = earlier { for member in members { environment.declareMember(member.name) } }
    }
}
