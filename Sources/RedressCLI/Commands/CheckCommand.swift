import ArgumentParser
import Diagnostics
import Redress

enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable { case text, json, sarif }

/// `redress check PATH…`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read packs and report every fault at once. 检查政策包，一次报告全部问题。",
        discussion: """
            Example:
              redress check rules
            """)

    @Argument(help: "Folders of packs, or folders that hold packs; a calendar's file.")
    var paths: [String]

    @Option(help: "text, json or sarif.")
    var format: DiagnosticFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let terminal = language.terminal
        let report = PolicyCheck.check(paths)
        switch format {
        case .text:
            let renderer = TerminalRenderer(language: terminal.language, colour: Terminal.outputIsTerminal)
            if !report.diagnostics.isEmpty { try terminal.print(renderer.render(report.diagnostics), terminator: "") }
        case .json: try terminal.print(JSONRenderer().render(report.diagnostics))
        case .sarif: try terminal.print(SARIFRenderer(language: terminal.language).render(report.diagnostics))
        }
        if report.diagnostics.contains(where: { $0.severity >= .warning }) { throw Status.findings.exitCode }
    }
}
