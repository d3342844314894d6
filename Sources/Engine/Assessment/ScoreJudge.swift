import FEEL
import Policy

/// Evaluates what an assessment says about whole scores: what an indicator's records count for together, and whom to warn.
package final class ScoreJudge {
    let plan: Plan
    let assessment: Int
    let owner: MachineOwner
    private let host: UnsafeMutablePointer<ScoreHost>
    /// Names of facts of a subject's records as other records of it wait for them: they are numbered behind the plan's own.
    private var otherNames: [String] = []
    private var policy: ResolvedPolicy { plan.policy }
    private var indicatorCount: Int { policy.assessments[assessment].indicators.count }

    /// A number that may be open: its value, or the facts that would settle it.
    package enum Quantity: Sendable, Hashable {
        case known(Decimal128)
        case unknown([String])
        /// There is none.
        case none
    }

    /// What is judged.
    package struct Summary: Sendable {
        package var subject: String
        package var total: Quantity
        package var previousTotal: Quantity
        package var change: Quantity
        /// Those it may have, from the best down; nil where there are none.
        package var band: ClosedRange<Int>?
        /// Those it may have.
        package var rank: ClosedRange<Int>?
        package var subjects: Int
        /// By indicator.
        package var points: [Quantity]
        package var counts: [Quantity]
        /// The facts that would settle what isn't known of its own score, and of its rank.
        package var missing: [String]
        package var missingOfRank: [String]

        package init(
            subject: String, total: Quantity, previousTotal: Quantity, change: Quantity, band: ClosedRange<Int>?, rank: ClosedRange<Int>?,
            subjects: Int,
            points: [Quantity], counts: [Quantity], missing: [String], missingOfRank: [String]
        ) {
            self.subject = subject
            self.total = total
            self.previousTotal = previousTotal
            self.change = change
            self.band = band
            self.rank = rank
            self.subjects = subjects
            self.points = points
            self.counts = counts
            self.missing = missing
            self.missingOfRank = missingOfRank
        }
    }

    package enum Verdict: Sendable, Hashable {
        case warns(addressee: String)
        /// The facts that would settle it.
        case open([String])
        case silent
    }

    package init(_ plan: Plan, assessment: Int) {
        self.plan = plan
        self.assessment = assessment
        owner = MachineOwner(slots: plan.policy.variables.count + ScoreVariable.allCases.count)
        let count = max(1, plan.policy.assessments[assessment].indicators.count)
        host = .allocate(capacity: 1)
        host.initialize(to: ScoreHost(points: .allocate(capacity: count), counts: .allocate(capacity: count)))
        host.pointee.points.initialize(repeating: .null, count: count)
        host.pointee.counts.initialize(repeating: .null, count: count)
        owner.ref.pointee.host = UnsafeMutableRawPointer(host)
    }

    deinit {
        host.pointee.points.deallocate()
        host.pointee.counts.deallocate()
        host.deallocate()
    }

    /// What some records of an indicator count for together; nil where that has no value.
    package func points(ofIndicator indicator: Int, count: Int, sum: Decimal128) -> Decimal128? {
        guard let program = plan.assessments[assessment].inAll[indicator] else { return sum }
        owner.reset()
        set(.count, .number(Int64(count)))
        set(.sum, value(.known(sum)))
        let result = program.evaluate(owner.ref)
        return result.tag == .number || result.tag == .bigNumber ? result.decimal : nil
    }

    /// Whether records of an indicator are counted otherwise than one by one.
    package func countsTogether(_ indicator: Int) -> Bool { plan.assessments[assessment].inAll[indicator] != nil }

    /// By warning.
    package func verdicts(_ summary: Summary) -> [Verdict] {
        let warnings = plan.assessments[assessment].warnings
        guard !warnings.isEmpty else { return [] }
        read(summary)
        return warnings.map { warning in
            let condition = warning.condition.map { settled($0, summary) } ?? .false
            if condition.isUnknown { return .open(names(condition)) }
            guard condition.isTrue else { return .silent }
            guard let addressee = warning.addressee?.evaluate(owner.ref), addressee.tag == .string else {
                return .warns(addressee: summary.subject)
            }
            return .warns(addressee: String(decoding: addressee.utf8, as: UTF8.self))
        }
    }

    func read(_ summary: Summary) {
        owner.reset()
        set(.total, value(summary.total))
        set(.previousTotal, value(summary.previousTotal))
        set(.change, value(summary.change))
        set(.subjects, .number(Int64(summary.subjects)))
        set(.subject, owner.ref.value(of: .string(summary.subject)))
        for index in 0..<indicatorCount {
            host.pointee.points[index] = value(summary.points[index])
            host.pointee.counts[index] = value(summary.counts[index])
        }
    }

    /// What a condition comes to whichever of the bands and places it may have are the case; unknown where these make a difference.
    private func settled(_ condition: ProgramRef, _ summary: Summary) -> Value {
        setBand(summary)
        setRank(summary)
        let whole = condition.evaluate(owner.ref)
        guard whole.isUnknown else { return whole }
        let bands = summary.band.map { Array($0) } ?? []
        let ranks = summary.rank.flatMap { $0.count <= Self.placesTried ? Array($0) : nil } ?? []
        guard bands.count > 1 || ranks.count > 1 else { return whole }
        defer {
            setBand(summary)
            setRank(summary)
        }
        var outcome: Value?
        for band in bands.isEmpty ? [nil] : bands.map(Optional.some) {
            if let band { set(.band, plan.assessments[assessment].bands[band]) }
            for rank in ranks.isEmpty ? [nil] : ranks.map(Optional.some) {
                if let rank { set(.rank, .number(Int64(rank))) }
                let one = condition.evaluate(owner.ref)
                guard !one.isUnknown, outcome.map({ $0.isTrue == one.isTrue }) ?? true else { return whole }
                outcome = one
            }
        }
        return outcome ?? whole
    }

    /// Of more places than that none is tried by itself.
    private static let placesTried = 100

    private func setBand(_ summary: Summary) {
        guard let band = summary.band else { return set(.band, .null) }
        set(.band, band.count == 1 ? plan.assessments[assessment].bands[band.lowerBound] : value(.unknown(summary.missing)))
    }

    private func setRank(_ summary: Summary) {
        guard let rank = summary.rank else { return set(.rank, .null) }
        set(.rank, rank.count == 1 ? .number(Int64(rank.lowerBound)) : value(.unknown(summary.missingOfRank)))
    }

    func set(_ variable: ScoreVariable, _ value: Value) {
        owner.ref.pointee.slots[policy.variables.count + variable.rawValue] = value
    }

    func value(_ quantity: Quantity) -> Value {
        switch quantity {
        case .known(let number): owner.ref.value(of: .number(Number(decimal: number)))
        case .none: .null
        case .unknown(let names):
            names.reduce(.unknownInGeneral) { joined, name in
                let fact = number(ofName: name)
                return joined.length == 0 ? .unknown(fact: fact) : owner.ref.pointee.unknown(joined, .unknown(fact: fact))
            }
        }
    }

    private func number(ofName name: String) -> Int {
        if let fact = plan.factNames.firstIndex(of: name) { return fact }
        if let other = otherNames.firstIndex(of: name) { return plan.factNames.count + other }
        otherNames.append(name)
        return plan.factNames.count + otherNames.count - 1
    }

    private func names(_ value: Value) -> [String] {
        Machine.facts(of: value).map { $0 < plan.factNames.count ? plan.factName($0) : otherNames[$0 - plan.factNames.count] }
    }
}

/// What the functions of warnings read.
struct ScoreHost {
    var points: UnsafeMutablePointer<Value>
    var counts: UnsafeMutablePointer<Value>
}

extension IndicatorFunction {
    func code(indicator: Int) -> Code {
        let isPoints = self == .pointsOf
        return { m in
            guard let host = m.pointee.host?.assumingMemoryBound(to: ScoreHost.self) else { return .null }
            return isPoints ? host.pointee.points[indicator] : host.pointee.counts[indicator]
        }
    }
}
