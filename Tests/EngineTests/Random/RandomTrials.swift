import Policy
import _TestSupport

/// How many random trials there are, and what each is about.
enum RandomTrials {
    /// What `REDRESS_TRIALS` says.
    static let number = RandomDraw.trials(otherwise: 10_000)
    /// Whether there are enough of them for everything to have come up.
    static let isEnough = number >= 10_000
    /// Where to begin.
    static let seed = RandomDraw.seed

    /// A policy and some cases; the same for the same seed.
    struct Trial {
        var seed: UInt64
        var policy: ResolvedPolicy
        var cases: [ReferenceCase]

        init(seed: UInt64, cases number: Int) {
            self.seed = seed
            var generator = SeededGenerator(seed: seed)
            policy = RandomPolicy.policy(&generator)
            // Properties are those of a case by itself; a subject's other records are the differential test's.
            cases = (0..<number).map { _ in
                var record = RandomCase.record(&generator)
                (record.before, record.after) = ([], [])
                return record
            }
        }
    }

    /// Tries a property on random policies, until it doesn't hold.
    /// - Parameters:
    ///   - costs: what a case costs, next to being decided twice: there are as many cases fewer.
    ///   - holds: says what is wrong; nil where nothing is.
    static func run(_ property: String, costs: UInt64, casesPerPolicy: Int = 10, _ holds: (Trial, inout SeededGenerator) throws -> String?) rethrows
        -> String?
    {
        let cases = number / costs
        print("\(property): \(cases) trials, seed \(seed)")
        for number in 0..<max(1, cases / UInt64(casesPerPolicy)) {
            let trial = Trial(seed: seed &+ number, cases: casesPerPolicy)
            // What a property draws besides is drawn apart, so that the trial is the one that other tests draw.
            var generator = SeededGenerator(seed: ~trial.seed)
            if let fault = try holds(trial, &generator) { return "seed \(trial.seed): \(fault)" }
        }
        return nil
    }
}
