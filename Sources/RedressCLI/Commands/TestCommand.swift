import ArgumentParser
import Diagnostics
import Redress
import Reports

enum TestFormat: String, ExpressibleByArgument, CaseIterable { case text, junit }

/// `redress test PATH…`
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the packs' own tests. 运行政策包自带的测试。",
        discussion: """
            Example:
              redress test rules --coverage
            """)

    @Argument(help: "Folders of packs, or folders that hold packs.")
    var paths: [String]

    @Option(help: "text or junit.")
    var format: TestFormat = .text

    @Flag(help: "Say which rules, actions and branches no test reached.")
    var coverage = false

    @OptionGroup var language: LanguageOption

    func run() throws {
        let terminal = language.terminal
        let run = PackTests.run(paths)
        try terminal.show(run.diagnostics)
        let reports = run.outcomes.map(\.report) + run.shared
        switch format {
        case .junit: try terminal.print(TestReport.junit(reports, terminal.language))
        case .text:
            for outcome in run.outcomes {
                let report = outcome.report
                try terminal.print("\(report.pack): \(TestReport.closingLine([report]))")
                try terminal.print(report.text(terminal.language), terminator: "")
                if coverage {
                    try terminal.print(CoverageText.text(outcome.coverage, outcome.pack.plan, terminal.language), terminator: "")
                    try terminal.print(outcome.assessments.text(outcome.pack.plan.policy, terminal.language), terminator: "")
                }
            }
            for report in run.shared {
                try terminal.print("\(report.pack): \(TestReport.closingLine([report]))")
                try terminal.print(report.text(terminal.language), terminator: "")
            }
            try terminal.print(TestReport.closingLine(reports))
        }
        let isFaulty = run.diagnostics.contains { $0.severity == .error }
        if isFaulty || reports.contains(where: { $0.failed > 0 }) { throw Status.findings.exitCode }
    }
}
