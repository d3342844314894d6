import Diagnostics

/// An action on measures that no rule imposes on any record of its rule.
enum NeverImposed {
    static let code = "never-imposed"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let policy = typed.policy
        let written = WrittenActions(policy)
        var imposing: [Int: [ResolvedRule]] = [:]
        for rule in policy.rules {
            for measure in rule.actions.filter({ $0.verb == .impose }).flatMap(\.measures) { imposing[measure, default: []].append(rule) }
        }
        var found: [Diagnostic] = []
        for rule in policy.rules {
            for action in rule.actions where action.verb != .impose && action.layer == policy.lowest {
                for (name, measures) in written.targets(action) where !measures.isEmpty {
                    let all = measures.flatMap { imposing[$0] ?? [] }
                    if all.contains(where: { policy.overlap($0, rule) }) { continue }
                    found.append(finding(name, all.first))
                }
            }
        }
        return found
    }

    private static func finding(_ name: Written<String>, _ elsewhere: ResolvedRule?) -> Diagnostic {
        guard let elsewhere else {
            return .fault(
                code, .warning, at: name.location, zh: "没有规则施加 `\(name.value)`", en: "no rule imposes `\(name.value)`",
                mend: Phrase(zh: "写一条施加它的规则，或删掉这个动作", en: "write a rule that imposes it, or delete this action"))
        }
        return .fault(
            code, .warning, at: name.location, zh: "没有规则对这里的适用对象施加 `\(name.value)`",
            en: "no rule imposes `\(name.value)` on those this rule applies to",
            mend: Phrase(zh: "改正 `适用对象` 或 `种类`", en: "correct `applies to` or `kind`"),
            notes: [
                Diagnostic.Note(
                    message: Phrase(zh: "规则 `\(elsewhere.name)` 对其他对象施加它", en: "the rule `\(elsewhere.name)` imposes it on others"),
                    location: elsewhere.location)
            ])
    }
}
