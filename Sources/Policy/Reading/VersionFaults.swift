import Diagnostics
import FEEL

/// What is wrong with the versions of a pack's parameters, each of which has been read by itself.
extension Pack {
    var versionFaults: [Diagnostic] {
        parameters.compactMap(versionGap) + (parameters + set).flatMap(\.versionTypes)
    }

    /// A parameter that has no value yet on the first day on which the pack is in force.
    private func versionGap(_ parameter: Parameter) -> Diagnostic? {
        guard let from = parameter.versions.first?.from, inForce.from.map({ $0 < from }) ?? true else { return nil }
        let since = inForce.from.map(CivilDay.text)
        return .fault(
            "version-gap", at: parameter.location,
            zh: "`\(parameter.name)` 在 \(CivilDay.text(from)) 之前没有值，而政策" + (since.map { "自 \($0) 起施行" } ?? "没有写施行首日"),
            en: "`\(parameter.name)` has no value before \(CivilDay.text(from)), and the pack "
                + (since.map { "is in force from \($0) on" } ?? "names no first day in force"),
            mend: Phrase(zh: "第一个版本不写 `自:`，或从施行首日写起", en: "leave `from:` out of the first version, or begin with the pack's first day"))
    }
}

extension Parameter {
    /// Versions whose value is of another type than that of the first.
    fileprivate var versionTypes: [Diagnostic] {
        guard let first = versions.first, let type = first.value.constantValue?.type else { return [] }
        return versions.dropFirst().compactMap { version in
            guard let other = version.value.constantValue?.type, other.name != type.name else { return nil }
            return .fault(
                "version-type", at: version.value.location, zh: "这个版本的值是 \(other.name)，而第一个版本的是 \(type.name)",
                en: "the value of this version is a \(other.name), and that of the first a \(type.name)",
                mend: Phrase(zh: "各版本写同一类型的值", en: "give all versions values of one type"),
                notes: [Diagnostic.Note(message: Phrase(zh: "第一个版本在这里", en: "the first version is here"), location: first.value.location)])
        }
    }
}
