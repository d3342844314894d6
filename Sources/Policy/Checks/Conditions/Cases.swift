/// The ways in which a condition can come out, each a conjunction of what must hold.
struct Cases {
    /// What something in a condition is called: a slot of the frame, or an expression by its text.
    enum Term: Hashable {
        case slot(Int)
        case text(String)
    }

    typealias Conjunction = [Term: Domain]

    private(set) var conjunctions: [Conjunction]

    /// More than these aren't followed.
    static let limit = 256

    /// How much may be looked at before the analysis gives up: a guard against conditions made to branch without end.
    final class Budget {
        private var ofPolicy = 500_000
        private var ofCondition = 0

        /// Begins the next condition.
        func begin() { ofCondition = 20_000 }

        /// Whether that much is left.
        func take(_ count: Int = 1) -> Bool {
            ofPolicy -= count
            ofCondition -= count
            return ofPolicy >= 0 && ofCondition >= 0
        }
    }

    static let always = Cases(conjunctions: [[:]])
    static let never = Cases(conjunctions: [])

    private init(conjunctions: [Conjunction]) { self.conjunctions = conjunctions }

    init(_ term: Term, _ domain: Domain) { conjunctions = domain.isEmpty ? [] : [[term: domain]] }

    /// Whether it can't come out so at all.
    var isEmpty: Bool { conjunctions.isEmpty }

    /// Two conditions with the same signature are the same condition; the reverse isn't promised.
    var signature: Set<Conjunction> { Set(conjunctions) }

    /// Either; nil when there are too many to follow.
    static func either(_ a: Cases?, _ b: Cases?) -> Cases? {
        guard let a, let b, a.conjunctions.count + b.conjunctions.count <= limit else { return nil }
        return Cases(conjunctions: a.conjunctions + b.conjunctions)
    }

    /// Both; nil when there are too many to follow. What can't hold together is left out.
    static func both(_ a: Cases?, _ b: Cases?, _ budget: Budget) -> Cases? {
        // Whatever the other is: with nothing on one side there is nothing in common.
        if let a, a.isEmpty { return .never }
        if let b, b.isEmpty { return .never }
        guard let a, let b, budget.take(a.conjunctions.count * b.conjunctions.count) else { return nil }
        var result: [Conjunction] = []
        for left in a.conjunctions {
            for right in b.conjunctions {
                guard let both = joined(left, right) else { continue }
                if result.count == limit { return nil }
                result.append(both)
            }
        }
        return Cases(conjunctions: result)
    }

    private static func joined(_ left: Conjunction, _ right: Conjunction) -> Conjunction? {
        var result = left
        for (term, domain) in right {
            let common = result[term].map { $0.intersection(domain) } ?? domain
            if common.isEmpty { return nil }
            result[term] = common
        }
        return result
    }
}
