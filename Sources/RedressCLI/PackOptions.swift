import ArgumentParser
import Diagnostics
import Redress

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// `--pack` and the three days, as every command that decides has them.
struct PackOptions: ParsableArguments {
    @Option(help: "The pack's folder.")
    var pack: String

    @Option(help: "The day the outcome is asked for (default: today, by the machine's clock in UTC).")
    var asOf: Day?

    @Option(help: "The day whose policies apply (default: --as-of).")
    var law: Day?

    @Option(help: "Only what had been recorded by this day counts (default: --as-of).")
    var known: Day?

    var days: DecisionDays { DecisionDays(asOf: asOf ?? Clock.today, law: law, known: known) }

    /// Loads the pack; findings go to standard error, faults end the command.
    func load(_ terminal: Terminal) throws -> PolicyPack { try PolicyPack.read(pack, terminal) }

    /// Findings go to standard error.
    static func show(_ diagnostics: [Diagnostic], _ terminal: Terminal) throws {
        guard !diagnostics.isEmpty else { return }
        let renderer = TerminalRenderer(language: terminal.language, colour: Terminal.errorIsTerminal)
        try Terminal.write(renderer.render(diagnostics), to: 2)
    }
}

extension PolicyPack {
    /// Loads a pack; findings go to standard error, faults end the command.
    static func read(_ path: String, _ terminal: Terminal) throws -> PolicyPack {
        let loading = PolicyPack.load(path)
        try PackOptions.show(loading.diagnostics, terminal)
        guard let pack = loading.pack else { throw Status.findings.exitCode }
        return pack
    }
}
