import Diagnostics
import Engine
import Policy

/// Compares a decision with what a test expects of its day.
struct ExpectationCheck {
    private let decision: Decision
    private let expectation: DayExpectation
    private let pack: String?

    init(_ decision: Decision, _ expectation: DayExpectation, pack: String?) {
        self.decision = decision
        self.expectation = expectation
        self.pack = pack
    }

    var failures: [TestReport.Failure] {
        expectation.measures.compactMap(measure) + [options, undetermined, conflicts].compactMap { $0 }
    }

    /// The rules of the measures whose responsible units are as expected.
    var answered: Set<String> {
        var rules: Set<String> = []
        for expected in expectation.measures {
            guard let units = expected.responsible?.value else { continue }
            for measure in decision.measures where measure.measure == expected.measure.value && measure.responsible == units {
                rules.insert(measure.rule)
            }
        }
        return rules
    }

    private func failure(_ measure: String?, _ expected: Phrase, _ found: Phrase, at location: Location) -> TestReport.Failure {
        TestReport.Failure(pack: pack, day: expectation.day, measure: measure, expected: expected, found: found, location: location)
    }

    // MARK: Measures

    /// Holds if one instance has everything expected; `none` if there is no instance; `count` counts instances.
    private func measure(_ expected: MeasureExpectation) -> TestReport.Failure? {
        let name = expected.measure.value
        let found = decision.measures.filter { $0.measure == name }
        let location = expected.status?.location ?? expected.measure.location
        if expected.status?.value == MeasureExpectation.Status.none {
            return found.isEmpty ? nil : failure(name, Phrase(zh: "无", en: "none"), Self.words(found), at: location)
        }
        if let count = expected.count, count.value != found.count {
            return failure(name, Phrase(zh: "\(count.value) 件", en: "\(count.value) of it"), Self.words(found), at: count.location)
        }
        let keys = Self.keys(expected)
        if keys.isEmpty || found.contains(where: { instance in keys.allSatisfy { $0.holds(instance) } }) { return nil }
        let wanted = Self.joined(keys.map { key in key.shown(key.expected) })
        // Of the instance that comes closest, what differs.
        let closest = found.max { a, b in keys.count { $0.holds(a) } < keys.count { $0.holds(b) } }
        guard let closest else { return failure(name, wanted, Phrase(zh: "无", en: "none"), at: location) }
        let wrong = keys.filter { !$0.holds(closest) }
        let place = found.count == 1 ? wrong.first?.location ?? location : location
        let shown = found.count == 1 ? Self.joined(wrong.map { key in key.shown(key.expected) }) : wanted
        let actual =
            found.count == 1
            ? Self.joined(wrong.map { key in key.shown(key.actual(closest)) }) : Self.each(found, keys)
        return failure(name, shown, actual, at: place)
    }

    /// One thing expected of an instance.
    private struct Key {
        var name: PolicyKey
        var expected: String
        var location: Location
        var actual: (Decision.Measure) -> String
        func holds(_ measure: Decision.Measure) -> Bool { actual(measure) == expected }

        func shown(_ value: String) -> Phrase {
            let words = name == .status ? Phrase(zh: StatusLabels.status(value).zh, en: value) : Phrase(same: value)
            return Phrase(zh: "\(name.chinese) \(words.zh)", en: "\(name.rawValue) \(words.en)")
        }
    }

    private static func joined(_ phrases: [Phrase]) -> Phrase {
        Phrase(zh: phrases.map(\.zh).joined(separator: "，"), en: phrases.map(\.en).joined(separator: ", "))
    }

    private static func keys(_ expected: MeasureExpectation) -> [Key] {
        var keys: [Key] = []
        if let status = expected.status, case .status(let word) = status.value {
            keys.append(Key(name: .status, expected: word.rawValue, location: status.location) { $0.status })
        }
        func add(_ name: PolicyKey, _ day: Written<MeasureExpectation.Day>?, _ actual: @escaping (Decision.Measure) -> Day?) {
            guard let day else { return }
            let text =
                switch day.value {
                case .null: "null"
                case .day(let number): CivilDay.text(number)
                }
            keys.append(Key(name: name, expected: text, location: day.location) { actual($0).map { "\($0)" } ?? "null" })
        }
        add(.from, expected.from) { $0.from }
        add(.until, expected.until) { $0.until }
        add(.due, expected.due) { $0.due }
        if let addressee = expected.addressee {
            keys.append(Key(name: .addressee, expected: addressee.value ?? "null", location: addressee.location) { $0.addressee ?? "null" })
        }
        if let rule = expected.rule { keys.append(Key(name: .rule, expected: rule.value, location: rule.location) { $0.rule }) }
        if let adjusted = expected.adjusted {
            keys.append(
                Key(name: .adjusted, expected: "[\(adjusted.value.joined(separator: ", "))]", location: adjusted.location) {
                    "[\($0.adjusted.joined(separator: ", "))]"
                })
        }
        if let units = expected.responsible {
            keys.append(
                Key(name: .responsible, expected: "[\(units.value.joined(separator: ", "))]", location: units.location) { measure in
                    "[\(measure.responsible.joined(separator: ", "))]"
                })
        }
        return keys
    }

    /// What each of several has in place of what is expected.
    private static func each(_ found: [Decision.Measure], _ keys: [Key]) -> Phrase {
        let each = found.map { measure in joined(keys.map { $0.shown($0.actual(measure)) }) }
        return Phrase(zh: each.map(\.zh).joined(separator: "；"), en: each.map(\.en).joined(separator: "; "))
    }

    private static func words(_ found: [Decision.Measure]) -> Phrase {
        if found.isEmpty { return Phrase(zh: "无", en: "none") }
        func list(_ language: Language) -> String {
            found.map { measure in
                let dates: [(PolicyKey, Day?)] = [(.from, measure.from), (.until, measure.until), (.due, measure.due)]
                let words = dates.compactMap { key, day in day.map { "\(language == .chinese ? key.chinese : key.rawValue) \($0)" } }
                return ([language == .chinese ? StatusLabels.status(measure.status).zh : measure.status] + words).joined(separator: " ")
            }.joined(separator: language == .chinese ? "；" : "; ")
        }
        return Phrase(zh: list(.chinese), en: list(.english))
    }

    // MARK: The whole decision

    /// The choices of each open option, in any order.
    private var options: TestReport.Failure? {
        guard let expected = expectation.options else { return nil }
        func text(_ options: [[String]]) -> String {
            "[" + options.map { "[\($0.sorted().joined(separator: ", "))]" }.sorted().joined(separator: ", ") + "]"
        }
        // `options: []` is one way to say none; a list of one empty list is another.
        let (wanted, found) = (text(expected.map(\.value).filter { !$0.isEmpty }), text(decision.options.map(\.choices)))
        guard wanted != found else { return nil }
        return failure(
            nil, Phrase(zh: "可选 \(wanted)", en: "options \(wanted)"), Phrase(same: found), at: expected.first?.location ?? expectation.location)
    }

    /// Exactly these rules with exactly these facts. An event's fact may be named by its own name.
    private var undetermined: TestReport.Failure? {
        guard let expected = expectation.undetermined else { return nil }
        let wanted = expected.map { "\($0.rule.value): [\($0.facts.map(\.value).sorted().joined(separator: ", "))]" }.sorted()
        let full = decision.undetermined.map { "\($0.rule): [\($0.missing.sorted().joined(separator: ", "))]" }.sorted()
        let short = decision.undetermined.map { row in
            "\(row.rule): [\(row.missing.map { Self.ownName($0) }.sorted().joined(separator: ", "))]"
        }.sorted()
        if wanted == full || wanted == short { return nil }
        return failure(
            nil, Phrase(zh: "未定 {\(wanted.joined(separator: ", "))}", en: "undetermined {\(wanted.joined(separator: ", "))}"),
            Phrase(same: "{\(full.joined(separator: ", "))}"), at: expected.first?.rule.location ?? expectation.location)
    }

    private static func ownName(_ fact: String) -> String {
        guard fact.hasPrefix("events."), let dot = fact.lastIndex(of: ".") else { return fact }
        return String(fact[fact.index(after: dot)...])
    }

    private var conflicts: TestReport.Failure? {
        guard let expected = expectation.conflicts, expected.value != decision.conflicts.count else { return nil }
        return failure(
            nil, Phrase(zh: "\(expected.value) 处冲突", en: "\(expected.value) conflicts"), Phrase(same: "\(decision.conflicts.count)"),
            at: expected.location)
    }
}
