import ArgumentParser
import Diagnostics
import Policy
import Redress

/// `--pack` and the three days, as every command that decides has them.
struct PackOptions: ParsableArguments {
    @Option(help: "The pack's folder.")
    var pack: String

    @OptionGroup var dayOptions: DayOptions

    var days: DecisionDays { dayOptions.days }

    /// Loads the pack; findings go to standard error, faults end the command.
    func load(_ terminal: Terminal) throws -> PolicyPack { try PolicyPack.read(pack, terminal) }
}

extension PolicyPack {
    /// Loads a pack; findings go to standard error, faults end the command.
    static func read(_ path: String, _ terminal: Terminal, tests: PackTestReading = .left) throws -> PolicyPack {
        let loading = PolicyPack.load(path, tests: tests)
        try terminal.show(loading.diagnostics)
        guard let pack = loading.pack else { throw Status.findings.exitCode }
        return pack
    }

    /// The same as it is under the law of a day; nil: the latest.
    static func read(_ path: String, law: Day?, _ terminal: Terminal) throws -> PolicyPack {
        let pack = try read(path, terminal)
        return law.map { pack.under(law: $0.number) } ?? pack
    }
}
