import Diagnostics
import FEEL
import YAMLDocument

extension NodeReader {
    private static let dutyKeys: [PolicyKey] = [.label, .owner, .cooperating, .deliverable, .byDay, .every, .from, .until]
    /// What only a duty has: whoever writes one of them under `refine` or `replace` speaks of a duty, unless there is a key that only a rule has.
    private static let tellingKeys: [PolicyKey] = [.owner, .cooperating, .deliverable, .byDay, .every]
    private static let ruleKeys: [PolicyKey] = [.kind, .appliesTo, .when, .while, .then]

    func duties(_ node: YAMLNode, names: inout NameRegister) -> [Duty] {
        var result: [Duty] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.clause] + Self.dutyKeys, at: name.location) else { continue }
            result.append(duty(name, .own, fields))
        }
        return result
    }

    /// The duties among the entries of `refine:`.
    func dutyRefinements(_ node: YAMLNode, names: inout NameRegister) -> [Duty] {
        var result: [Duty] = []
        for (name, node) in namedDuties(node) where names.claim(name, findings: findings) {
            // What it is called stays as it was.
            let keys: [PolicyKey] = [.clause] + Self.dutyKeys.filter { $0 != .label }
            guard let fields = fields(node, keys: keys, at: name.location) else { continue }
            result.append(duty(name, .refinement, fields))
        }
        return result
    }

    /// The duties among the entries of `replace:`.
    func dutyReplacements(_ node: YAMLNode, names: inout NameRegister) -> [Duty] {
        var result: [Duty] = []
        for (name, node) in namedDuties(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.because, .clause] + Self.dutyKeys, at: name.location) else { continue }
            result.append(duty(name, .replacement(because: reason(fields)), fields))
        }
        return result
    }

    private func namedDuties(_ node: YAMLNode) -> [(name: Written<String>, node: YAMLNode)] {
        (node.entries ?? []).compactMap { entry in
            guard !entry.value.isNull, let name = entry.key.scalar, isDuty(entry.value) else { return nil }
            return (Written(name.text, at: location(of: entry.key)), entry.value)
        }
    }

    /// Whether an entry of `refine:` or `replace:` speaks of a duty, and not of a rule.
    func isDuty(_ node: YAMLNode) -> Bool {
        func has(_ keys: [PolicyKey]) -> Bool {
            (node.entries ?? []).contains { entry in
                let written = entry.key.scalar?.text ?? ""
                return keys.contains { $0.english == written || $0.chinese == written }
            }
        }
        return has(Self.tellingKeys) && !has(Self.ruleKeys) && !isAssessment(node)
    }

    private func duty(_ name: Written<String>, _ role: Rule.Role, _ fields: Fields) -> Duty {
        Duty(
            name: name.value, role: role, label: label(fields), owner: units(fields[.owner]), cooperating: units(fields[.cooperating]),
            deliverables: fields[.deliverable].map { oneOrList($0).compactMap(phrase) } ?? [], schedule: schedule(fields),
            clauses: fields[.clause].map(texts) ?? [], location: name.location)
    }

    private func units(_ node: YAMLNode?) -> [String] { node.map(texts)?.map(\.value).withoutRepeats() ?? [] }

    // MARK: When it is due

    private func schedule(_ fields: Fields) -> DutySchedule? {
        fields.exclude(.byDay, .every)
        if !fields.has(.every) { for key in [PolicyKey.from, .until] where fields.has(key) { reportNeedsEvery(fields.keyLocation(key), key) } }
        if let node = fields[.byDay] {
            let (value, stated) = statedValue(node)
            return value.flatMap(day).map { DutySchedule(.by($0), stated: stated, location: location(of: node)) }
        }
        guard let node = fields[.every] else { return nil }
        let (value, stated) = statedValue(node)
        let from = fields[.from].flatMap(day)
        let until = fields[.until].flatMap(day)
        if let from, let until, until < from {
            report(
                .fault(
                    "wrong-value", at: fields[.until].map(location), zh: "末日早于首日", en: "the last day is before the first",
                    mend: Phrase(zh: "改正其中一个日期", en: "correct one of the days")))
        }
        guard let value, let text = written(value) else { return nil }
        if let period = CalendarPeriod.reading(text.value) {
            return DutySchedule(.calendar(period, from: from, until: until), stated: stated, location: text.location)
        }
        guard let months = months(text) else { return nil }
        // A run of months begins on a day; calendar periods begin by themselves.
        guard fields.required(.from) != nil, let from else { return nil }
        return DutySchedule(.months(months, from: from, until: until), stated: stated, location: text.location)
    }

    /// A value, or `{value, stated}`.
    func statedValue(_ node: YAMLNode) -> (value: YAMLNode?, stated: Bool) {
        guard node.entries != nil else { return (node, true) }
        guard let fields = fields(node, keys: [.value, .stated]) else { return (nil, true) }
        return (fields.required(.value), fields[.stated].flatMap(boolean) ?? true)
    }

    /// At most as many months as a century has.
    private func months(_ text: Written<String>) -> Int? {
        var duration = text.value
        if let months = duration.withUTF8({ YearsMonthsDuration.parse($0) }), (1...1200).contains(months) { return Int(months) }
        let words = CalendarPeriod.allCases
        report(
            .fault(
                "wrong-value", at: text.location, zh: "`\(text.value)` 不是周期", en: "`\(text.value)` is no period",
                mend: Phrase.didYouMean(nearestName(to: text.value, among: CalendarPeriod.spellings))
                    ?? Phrase(
                        zh: Phrase.oneOf(words.map(\.chinese)).zh + "，或 `P2Y`、`P18M` 这样的年月（不超过 100 年）",
                        en: Phrase.oneOf(words.map(\.rawValue)).en + ", or years and months such as `P2Y`, `P18M` (100 years at most)")))
        return nil
    }

    private func reportNeedsEvery(_ location: Location, _ key: PolicyKey) {
        report(
            .fault(
                "needs-every", at: location, zh: "没有 `周期`，`\(key.chinese)` 无从说起", en: "`\(key.english)` means nothing without `every`",
                mend: Phrase(zh: "补上 `周期:`，或删掉这个键", en: "add `every:`, or delete the key")))
    }
}
