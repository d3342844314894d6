import Diagnostics

/// The assessments as they stand while layer after layer is laid over them.
struct AssessmentLayers {
    let layering: Layering
    let groups: GroupTable
    /// In order; nil where one has been replaced or dropped.
    private var standing: [ResolvedAssessment?] = []
    private var indexes: [String: Int] = [:]
    private(set) var superseded: [SupersededAssessment] = []

    init(layering: Layering, groups: GroupTable) {
        self.layering = layering
        self.groups = groups
    }

    /// The names of the assessments that stand.
    var names: Set<String> { Set(indexes.keys) }

    var resolved: [ResolvedAssessment] { standing.compactMap { $0 } }

    mutating func add(_ layer: Int) {
        let pack = layering.layers[layer]
        let superior = names
        // Changes are made to what stands above; a pack can't change its own.
        for assessment in pack.assessments where assessment.role == .refinement { refine(assessment, layer) }
        for rule in pack.rules where rule.isBareRefinement && superior.contains(rule.name) {
            refine(Assessment(name: rule.name, role: .refinement, clauses: rule.clauses, location: rule.location), layer)
        }
        for dropped in pack.dropped where superior.contains(dropped.name) {
            guard let assessment = take(dropped.name, dropped.location, layer) else { continue }
            superseded.append(
                SupersededAssessment(
                    assessment: assessment, layer: layer, step: .dropped, because: dropped.because, location: dropped.location))
        }
        for assessment in pack.assessments {
            switch assessment.role {
            case .own: addOwn(assessment, layer)
            case .replacement(let because): replace(assessment, because, layer)
            case .refinement: break
            }
        }
    }

    private mutating func addOwn(_ assessment: Assessment, _ layer: Int) {
        if let index = indexes[assessment.name], let first = standing[index] {
            layering.report(
                .fault(
                    "duplicate-name", at: assessment.location, zh: "上位政策已有考核 `\(assessment.name)`",
                    en: "an extended pack has an assessment `\(assessment.name)` already",
                    mend: Phrase(
                        zh: "要改它，写在 `细化` 或 `替换` 下；否则另起名字", en: "to change it, write it under `refine` or `replace`; else choose another name"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "首次写在这里", en: "first written here"), location: first.location)]))
            return
        }
        stand(resolve(assessment, layer, .written))
    }

    private mutating func stand(_ assessment: ResolvedAssessment) {
        indexes[assessment.name] = standing.count
        standing.append(assessment)
    }

    /// Takes away an assessment of a pack above.
    private mutating func take(_ name: String, _ location: Location, _ layer: Int) -> ResolvedAssessment? {
        guard let index = superior(Written(name, at: location), layer), let assessment = standing[index] else { return nil }
        standing[index] = nil
        indexes[name] = nil
        return assessment
    }

    private mutating func replace(_ assessment: Assessment, _ because: String?, _ layer: Int) {
        guard let old = take(assessment.name, assessment.location, layer) else { return }
        superseded.append(
            SupersededAssessment(assessment: old, layer: layer, step: .replaced, because: because, location: assessment.location))
        var resolved = resolve(assessment, layer, .replaced(because: because))
        if assessment.label == nil { resolved.label = old.label }
        resolved.provenance = old.provenance + resolved.provenance
        stand(resolved)
    }

    private mutating func refine(_ assessment: Assessment, _ layer: Int) {
        guard let index = superior(Written(assessment.name, at: assessment.location), layer), var refined = standing[index] else { return }
        refined.clauses = (refined.clauses + layering.clauses(assessment.clauses, from: layer)).withoutRepeats()
        for indicator in assessment.indicators {
            if let first = refined.indicators.first(where: { $0.name == indicator.name }) {
                layering.report(.duplicateName(Written(indicator.name, at: indicator.location), first: first.written.location))
            } else if let resolved = resolve(indicator, layer) {
                refined.indicators.append(resolved)
            }
        }
        for warning in assessment.warnings {
            if let first = refined.warnings.first(where: { $0.name == warning.name }) {
                layering.report(.duplicateName(Written(warning.name, at: warning.location), first: first.written.location))
            } else {
                refined.warnings.append(resolve(warning, layer))
            }
        }
        refined.provenance.append(RuleProvenance(layer: layer, step: .refined, location: assessment.location))
        standing[index] = refined
    }

    /// The place of an assessment of a pack above.
    private func superior(_ name: Written<String>, _ layer: Int) -> Int? {
        if let index = indexes[name.value], let assessment = standing[index], assessment.layer < layer { return index }
        layering.report(
            .unknownName("unknown-assessment", name, zh: "上位政策的考核", en: "assessment of an extended pack", known: resolved.map(\.name)))
        return nil
    }

    // MARK: One assessment

    private func resolve(_ assessment: Assessment, _ layer: Int, _ step: RuleProvenance.Step) -> ResolvedAssessment {
        let indicators = assessment.indicators.compactMap { resolve($0, layer) }
        let ranking = assessment.ranking ?? Assessment.Ranking(order: .descending, ties: .standardCompetition)
        let thenBy = ranking.thenBy.compactMap { name -> Int? in
            if let index = indicators.firstIndex(where: { $0.name == name.value }) { return index }
            layering.report(
                .unknownName("unknown-indicator", name, zh: "指标", en: "indicator of this assessment", known: indicators.map(\.name)))
            return nil
        }
        return ResolvedAssessment(
            name: assessment.name, label: assessment.label ?? Phrase(same: assessment.name), layer: layer,
            clauses: layering.clauses(assessment.clauses, from: layer),
            appliesTo: assessment.appliesTo.map { members($0, kinds: indicators.map(\.kind)) }, every: assessment.every ?? .year,
            everyStated: assessment.everyStated,
            base: assessment.base, floor: assessment.floor, cap: assessment.cap, except: assessment.except, shownAs: assessment.shownAs,
            indicators: indicators,
            bands: assessment.bands.map { ResolvedAssessment.Band(written: $0, clauses: layering.clauses($0.clauses, from: layer)) },
            bandTable: assessment.bandTable.map { table in
                ResolvedAssessment.BandTable(table: table, clauses: table.rows.map { layering.clauses($0.clauses, from: layer) })
            },
            ranking: ResolvedAssessment.Ranking(order: ranking.order, ties: ranking.ties, thenBy: thenBy),
            warnings: assessment.warnings.map { resolve($0, layer) },
            provenance: [RuleProvenance(layer: layer, step: step, location: assessment.location)], location: assessment.location)
    }

    private func resolve(_ indicator: Assessment.Indicator, _ layer: Int) -> ResolvedAssessment.Indicator? {
        let records = layering.vocabulary.records
        let clauses = layering.clauses(indicator.clauses, from: layer)
        guard let name = indicator.kind else {
            return records.isEmpty ? nil : ResolvedAssessment.Indicator(written: indicator, layer: layer, clauses: clauses, kind: 0)
        }
        guard let kind = layering.vocabulary.recordKind(named: name.value) else {
            layering.report(.unknownName("unknown-kind", name, zh: "记录类型", en: "kind of record", known: records.spellings(\.name, \.label)))
            return nil
        }
        return ResolvedAssessment.Indicator(written: indicator, layer: layer, clauses: clauses, kind: kind)
    }

    private func resolve(_ warning: Assessment.Warning, _ layer: Int) -> ResolvedAssessment.Warning {
        ResolvedAssessment.Warning(written: warning, layer: layer, clauses: layering.clauses(warning.clauses, from: layer))
    }

    /// Values and groups of values of the enumerations that the kinds' `applies to` facts have.
    private func members(_ names: [Written<String>], kinds: [Int]) -> [EnumerationMember] {
        let vocabulary = layering.vocabulary
        let enumerations = Set(
            kinds.compactMap { index -> Int? in
                let kind = vocabulary.records[index]
                guard let slot = kind.appliesTo, case .enumeration(let number)? = kind.fact(inSlot: slot)?.type else { return nil }
                return number
            }
        ).sorted()
        var found: [EnumerationMember] = []
        for name in names {
            let values = enumerations.compactMap { number in
                vocabulary.enumerations[number].index(of: name.value).map { EnumerationMember(enumeration: number, value: $0) }
            }
            let grouped = groups.index(of: name.value).map { groups.groups[$0].values.filter { enumerations.contains($0.enumeration) } } ?? []
            if values.isEmpty, grouped.isEmpty {
                let known = enumerations.flatMap { vocabulary.enumerations[$0].values.spellings(\.name, \.label) } + groups.spellings
                layering.report(
                    .unknownName("unknown-value", name, zh: "适用对象", en: "value or group that an assessment can apply to", known: known))
            }
            found += values.isEmpty ? grouped : values
        }
        return found.withoutRepeats()
    }
}
