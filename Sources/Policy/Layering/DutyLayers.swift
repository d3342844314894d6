import Diagnostics

/// The duties as they stand while layer after layer is laid over them.
struct DutyLayers {
    let layering: Layering
    /// In order; nil where a duty has been replaced or dropped.
    private var standing: [ResolvedDuty?] = []
    private var indexes: [String: Int] = [:]
    private(set) var superseded: [SupersededDuty] = []

    init(layering: Layering) { self.layering = layering }

    /// The names of the duties that stand.
    var names: Set<String> { Set(indexes.keys) }

    /// The duties that stand, with the units that answer for them.
    func resolved() -> [ResolvedDuty] {
        standing.compactMap { standing in
            guard var duty = standing else { return nil }
            if duty.owner.isEmpty {
                duty.owner = duty.clauses.flatMap { layering.layers[$0.layer].clauses[$0.clause].responsible }.withoutRepeats()
            }
            duty.cooperating.removeAll { duty.owner.contains($0) }
            return duty
        }
    }

    mutating func add(_ layer: Int) {
        let pack = layering.layers[layer]
        let superior = names
        // Changes are made to what stands above; a pack can't change its own duties.
        for duty in pack.duties where duty.role == .refinement { refine(duty, layer) }
        for rule in pack.rules where rule.isBareRefinement && superior.contains(rule.name) {
            refine(Duty(name: rule.name, role: .refinement, clauses: rule.clauses, location: rule.location), layer)
        }
        for dropped in pack.dropped where superior.contains(dropped.name) {
            guard let duty = take(dropped.name, dropped.location, layer) else { continue }
            superseded.append(
                SupersededDuty(duty: duty, layer: layer, step: .dropped, because: dropped.because, location: dropped.location))
        }
        for duty in pack.duties {
            switch duty.role {
            case .own: addOwn(duty, layer)
            case .replacement(let because): replace(duty, because, layer)
            case .refinement: break
            }
        }
    }

    private mutating func addOwn(_ duty: Duty, _ layer: Int) {
        if let index = indexes[duty.name], let first = standing[index] {
            layering.report(
                .fault(
                    "duplicate-name", at: duty.location, zh: "上位政策已有任务 `\(duty.name)`", en: "an extended pack has a duty `\(duty.name)` already",
                    mend: Phrase(
                        zh: "要改它，写在 `细化` 或 `替换` 下；否则另起名字", en: "to change it, write it under `refine` or `replace`; else choose another name"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "首次写在这里", en: "first written here"), location: first.location)]))
            return
        }
        stand(resolve(duty, layer, step: .written))
    }

    private mutating func stand(_ duty: ResolvedDuty) {
        indexes[duty.name] = standing.count
        standing.append(duty)
    }

    /// Takes away a duty of a pack above.
    private mutating func take(_ name: String, _ location: Location, _ layer: Int) -> ResolvedDuty? {
        guard let index = superior(Written(name, at: location), layer), let duty = standing[index] else { return nil }
        standing[index] = nil
        indexes[name] = nil
        return duty
    }

    private mutating func replace(_ duty: Duty, _ because: String?, _ layer: Int) {
        guard let old = take(duty.name, duty.location, layer) else { return }
        superseded.append(SupersededDuty(duty: old, layer: layer, step: .replaced, because: because, location: duty.location))
        var resolved = resolve(duty, layer, step: .replaced(because: because))
        if duty.label == nil { resolved.label = old.label }
        resolved.provenance = old.provenance + resolved.provenance
        stand(resolved)
    }

    private mutating func refine(_ duty: Duty, _ layer: Int) {
        guard let index = superior(Written(duty.name, at: duty.location), layer), var refined = standing[index] else { return }
        // What a text says to all, the pack below says to someone.
        if !duty.owner.isEmpty { refined.owner = duty.owner }
        refined.cooperating = (refined.cooperating + duty.cooperating).withoutRepeats()
        refined.deliverables = (refined.deliverables + duty.deliverables).withoutRepeats()
        refined.clauses = (refined.clauses + layering.clauses(duty.clauses, from: layer)).withoutRepeats()
        if let schedule = duty.schedule {
            if let old = refined.schedule, !schedule.isAsStrict(as: old) {
                reportLoosened(schedule, old, duty.name)
            } else {
                refined.schedule = schedule
            }
        }
        refined.provenance.append(RuleProvenance(layer: layer, step: .refined, location: duty.location))
        standing[index] = refined
    }

    private func reportLoosened(_ schedule: DutySchedule, _ old: DutySchedule, _ name: String) {
        layering.report(
            .fault(
                "duty-loosened", at: schedule.location, zh: "任务 `\(name)` 的时限不比上位政策的紧",
                en: "the duty `\(name)` isn't due as early, or as often, as above",
                mend: Phrase(zh: "细化只能收紧；要放宽，写在 `替换` 下并说明理由", en: "refining only tightens; to loosen it, write it under `replace` and say why"),
                notes: [Diagnostic.Note(message: Phrase(zh: "原来的时限在这里", en: "what stands above is here"), location: old.location)]))
    }

    /// The place of a duty of a pack above.
    private func superior(_ name: Written<String>, _ layer: Int) -> Int? {
        if let index = indexes[name.value], let duty = standing[index], duty.layer < layer { return index }
        if let gone = superseded.last(where: { $0.duty.name == name.value }) {
            layering.report(
                .fault(
                    "unknown-duty", at: name.location, zh: "任务 `\(name.value)` 已被替换或不采用", en: "the duty `\(name.value)` has been replaced or dropped",
                    notes: [Diagnostic.Note(message: Phrase(zh: "在这里", en: "here"), location: gone.location)]))
            return nil
        }
        layering.report(
            .unknownName("unknown-duty", name, zh: "上位政策的任务", en: "duty of an extended pack", known: standing.compactMap { $0?.name }))
        return nil
    }

    private func resolve(_ duty: Duty, _ layer: Int, step: RuleProvenance.Step) -> ResolvedDuty {
        ResolvedDuty(
            name: duty.name, label: duty.label, layer: layer, owner: duty.owner, cooperating: duty.cooperating, deliverables: duty.deliverables,
            schedule: duty.schedule, clauses: layering.clauses(duty.clauses, from: layer),
            provenance: [RuleProvenance(layer: layer, step: step, location: duty.location)], location: duty.location)
    }
}

extension DutySchedule {
    /// A day no later; or as often, beginning no later and ending no earlier.
    fileprivate func isAsStrict(as other: DutySchedule) -> Bool {
        if case (.by(let day), .by(let old)) = (timing, other.timing) { return day <= old }
        guard let months, let old = other.months, old % months == 0 else { return false }
        let (mine, theirs) = (bounds, other.bounds)
        let begins = mine.from == nil || theirs.from.map { old in mine.from.map { $0 <= old } ?? true } ?? false
        let ends = mine.until == nil || theirs.until.map { old in mine.until.map { $0 >= old } ?? true } ?? false
        return begins && ends
    }

    private var bounds: (from: Int32?, until: Int32?) {
        switch timing {
        case .by(let day): (nil, day)
        case .calendar(_, let from, let until): (from, until)
        case .months(_, let from, let until): (from, until)
        }
    }
}

extension Rule {
    /// A refinement that adds clauses and nothing else: one of a rule or of a duty, as its name tells.
    var isBareRefinement: Bool { role == .refinement && condition == .always && actions.isEmpty && !clauses.isEmpty }
}
