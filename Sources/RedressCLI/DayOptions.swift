import ArgumentParser
import Redress

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// The three days of a decision.
struct DayOptions: ParsableArguments {
    @Option(help: "The day the outcome is asked for (default: today, by the machine's clock in UTC).")
    var asOf: Day?

    @Option(help: "The day whose policies apply (default: --as-of).")
    var law: Day?

    @Option(help: "Only what had been recorded by this day counts (default: --as-of).")
    var known: Day?

    var days: DecisionDays { DecisionDays(asOf: asOf ?? Clock.today, law: law, known: known) }

    /// Whether one of them was given.
    var areGiven: Bool { asOf != nil || law != nil || known != nil }
}
