/// What a pack says under the law of one day: a pack without dates, as it would have been written then.
extension Pack {
    /// Days on which it says something else than the day before.
    package var turningDays: Set<Int32> {
        var days: Set<Int32> = []
        // Before its first version a parameter that is declared here has no value, and nobody may ask: it is the first that counts.
        for parameter in parameters { days.formUnion(parameter.versions.dropFirst().compactMap(\.from)) }
        for setting in set { days.formUnion(setting.versions.compactMap(\.from)) }
        for rule in rules {
            days.formUnion(rule.versions.compactMap(\.from))
        }
        for inForce in (rules.map(\.inForce) + dropped.map(\.inForce)).compactMap({ $0 }) {
            if let from = inForce.from { days.insert(from) }
            if let until = inForce.until, until < .max { days.insert(until + 1) }
        }
        days.formUnion(runningCases.compactMap(\.from))
        return days
    }

    /// Whether anything in it differs from what a pack without dates says.
    private var isDated: Bool {
        parameters.contains { !$0.versions.isEmpty } || set.contains { !$0.versions.isEmpty } || !runningCases.isEmpty
            || rules.contains { !$0.versions.isEmpty || $0.inForce != nil } || dropped.contains { $0.inForce != nil }
    }

    package func edition(on day: Int32) -> Pack {
        guard isDated else { return self }
        var edition = self
        edition.parameters = parameters.map { $0.version(on: day) ?? $0.version(at: 0) }
        edition.set = set.compactMap { $0.version(on: day) }
        edition.rules = rules.compactMap { $0.version(on: day) }
        edition.elsewhere = Set(rules.filter { $0.version(on: day) == nil && $0.role != .refinement }.map(\.name))
        edition.dropped = dropped.filter { $0.inForce?.contains(day) ?? true }
        edition.runningCases = runningCases.last { $0.from.map { $0 <= day } ?? true }.map { [$0] } ?? []
        return edition
    }
}

extension Parameter {
    /// With the value of a day; nil where it has none yet.
    package func version(on day: Int32) -> Parameter? {
        if versions.isEmpty { return self }
        return versions.lastIndex { $0.from.map { $0 <= day } ?? true }.map { version(at: $0) }
    }

    func version(at index: Int) -> Parameter {
        guard versions.indices.contains(index) else { return self }
        var version = self
        version.value = versions[index].value
        version.stated = versions[index].stated
        if !versions[index].clauses.isEmpty { version.clauses = versions[index].clauses }
        version.since = versions[index].from
        return version
    }
}

extension Rule {
    /// As it is under the law of a day; nil where there is no such rule then.
    func version(on day: Int32) -> Rule? {
        if let inForce, !inForce.contains(day) { return nil }
        if versions.isEmpty { return self }
        guard let version = versions.last(where: { $0.from.map { $0 <= day } ?? true }), !version.actions.isEmpty else { return nil }
        var rule = self
        rule.versions = []
        rule.clauses = version.clauses ?? clauses
        rule.appliesTo = version.appliesTo ?? appliesTo
        rule.admission = version.admission ?? admission
        rule.condition = version.condition
        rule.actions = version.actions
        return rule
    }
}
