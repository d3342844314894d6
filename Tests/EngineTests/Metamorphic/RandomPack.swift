import Engine
import Policy
import Redress

/// Random policies and cases as those who run packs have them: a pack, and records in JSON.
enum RandomPack {
    /// The pack under the law of each of its days.
    static func pack(_ policy: ResolvedPolicy) -> PolicyPack? {
        let versions = Pack(
            id: "versions", parameters: policy.parameters.map { Parameter(name: $0.name, value: $0.value, versions: $0.versions) })
        let laws = ([Int32.min] + versions.turningDays.sorted()).map { from -> (from: Int32, typed: TypedPolicy) in
            var edition = policy
            let parameters = versions.edition(on: from).parameters
            for index in parameters.indices { edition.parameters[index].value = parameters[index].value }
            edition.digest = "sha256:\(from)"
            return (from, TypedPolicy(edition))
        }
        return PolicyPack(laws)
    }

    /// A record's JSON.
    static func json(_ record: ReferenceCase, id: String) -> String {
        let kind = SampleVocabulary.records[record.kind]
        var groups: [(name: String, members: [String])] = []
        for fact in kind.facts {
            guard let value = record.facts[fact.slot] else { continue }
            let path = fact.name.split(separator: ".").map(String.init)
            let member = "\"\(path[1])\": \(text(value))"
            if let group = groups.firstIndex(where: { $0.name == path[0] }) {
                groups[group].members.append(member)
            } else {
                groups.append((path[0], [member]))
            }
        }
        let facts = groups.map { "\"\($0.name)\": {\($0.members.joined(separator: ", "))}" }
        let events = record.events.map { event in
            let type = SampleVocabulary.events[event.type]
            var members = ["\"type\": \"\(type.name)\"", "\"on\": \"\(CivilDay.text(Int32(event.on)))\""]
            if let recorded = event.recorded { members.append("\"recorded\": \"\(CivilDay.text(Int32(recorded)))\"") }
            for (fact, value) in zip(type.facts, event.facts) {
                if let value { members.append("\"\(fact.name)\": \(text(value))") }
            }
            return "{\(members.joined(separator: ", "))}"
        }
        let members = ["\"id\": \"\(id)\"", "\"kind\": \"\(kind.name)\""] + facts + ["\"events\": [\(events.joined(separator: ", "))]"]
        return "{\(members.joined(separator: ", "))}"
    }

    /// Whom a record is about; nil where it doesn't say.
    static func subject(_ record: ReferenceCase) -> String? {
        guard let slot = SampleVocabulary.records[record.kind].subject, case .string(let name)? = record.facts[slot] else { return nil }
        return name
    }

    static func days(_ record: ReferenceCase) -> DecisionDays {
        func day(_ number: Int) -> Day { Day(number: Int32(number)) }
        return DecisionDays(asOf: day(record.asOf), law: record.law.map(day), known: record.known.map(day))
    }

    private static func text(_ value: ReferenceValue) -> String {
        switch value {
        case .null, .unknown, .context: "null"
        case .boolean(let truth): "\(truth)"
        case .number(let number): "\(number)"
        case .thousandths(let number): "\(Double(number) / 1000)"
        case .string(let text): "\"\(text)\""
        case .date(let day): "\"\(CivilDay.text(Int32(day)))\""
        case .days(let count): "\"P\(count)D\""
        case .months(let count): "\"P\(count)M\""
        case .list(let elements): "[\(elements.map(text).joined(separator: ", "))]"
        }
    }
}
