import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `redress`: one subcommand a file; each parses its arguments and hands over to the library.
@main
struct RedressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redress",
        abstract: "A rules engine for plans of sanctions and repair. 惩戒与修复方案的规则引擎。",
        discussion: """
            Example:
              redress run --pack rules/cn/shaanxi/zhashui --records examples/records/cases.jsonl --as-of 2024-06-30
            """,
        version: "redress 0.1.0",
        subcommands: [
            CheckCommand.self, RunCommand.self, ExplainCommand.self, TimelineCommand.self, TestCommand.self, AgendaCommand.self, ScoreCommand.self,
            ClausesCommand.self, ConformCommand.self, DiffCommand.self, DocsCommand.self, NewCommand.self, EvalCommand.self,
        ])

    /// A reader that goes away is an error of writing, not the end of the process; wrong usage ends with the contract's status.
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            try? Terminal.write(fullMessage(for: error) + "\n", to: STDERR_FILENO)
            exit(withError: Status.usage.exitCode)
        }
    }
}
