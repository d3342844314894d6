import ArgumentParser
import Diagnostics
import FEEL
import Records

/// `redress eval EXPRESSION`
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Evaluate one FEEL expression. 求一个 FEEL 表达式的值。",
        discussion: """
            Example:
              redress eval 'date("2024-01-31") + duration("P1M")'

            Without an expression, at a terminal, it asks for one after the other.
            不带表达式、在终端上运行时，逐条求值。
            """)

    @Argument(help: "The expression.")
    var expression: String?

    @Option(help: "A JSON file whose members are the variables.")
    var context: String?

    @Flag(help: "Read one JSON object a line from standard input, write one a line.")
    var jsonl = false

    @OptionGroup var language: LanguageOption

    func validate() throws {
        if jsonl == (expression != nil), jsonl || !EvalCommand.isInteractive { throw ValidationError("Give an expression, or --jsonl.") }
    }

    /// Whether a person sits at both ends.
    private static var isInteractive: Bool { Terminal.inputIsTerminal && Terminal.outputIsTerminal }

    func run() throws {
        if jsonl { return try EvaluationLines().run() }
        let terminal = language.terminal
        var members: [Datum.Member] = []
        if let context {
            switch ContextFile.read(context) {
            case .success(let read): members = read
            case .failure(let fault):
                terminal.note("\(context): \(fault.phrase[terminal.language])")
                throw Status.findings.exitCode
            }
        }
        guard let expression else {
            var loop = InteractiveLoop(terminal: terminal, context: members)
            return try loop.run()
        }
        let result = Evaluator(now: Clock.now).evaluate(expression, context: members)
        try terminal.show(result.diagnostics)
        guard result.isReadable else { throw Status.findings.exitCode }
        try terminal.print(result.value.description)
        if result.diagnostics.contains(where: { $0.severity == .error }) { throw Status.findings.exitCode }
    }
}
