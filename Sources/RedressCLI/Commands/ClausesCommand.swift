import ArgumentParser
import Diagnostics
import Policy
import Redress
import Reports

enum ClausesFormat: String, ExpressibleByArgument, CaseIterable { case table, json, csv, html }

/// `redress clauses PACK`
struct ClausesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clauses", abstract: "The clauses of an instrument beside what carries them. 逐条列出条款及落实它的规则、参数和用例。",
        discussion: """
            Example:
              redress clauses rules/cn/shaanxi/zhashui --lang zh
            """)

    @Argument(help: "The pack's folder.")
    var pack: String

    @Option(help: "table, json, csv or html (a page of its own).")
    var format: ClausesFormat = .table

    @Flag(help: "With the clauses of every pack above.")
    var all = false

    @Flag(help: "Exit with status 1 where a clause isn't accounted for.")
    var strict = false

    @Option(help: "The day whose law is shown (default: the latest).")
    var law: Day?

    @OptionGroup var language: LanguageOption

    func run() throws {
        let terminal = language.terminal
        let loaded = try PolicyPack.read(pack, terminal, tests: .read)
        let matrix = PackClauses.matrix(law.map { loaded.under(law: $0.number) } ?? loaded, isWhole: all)
        switch format {
        case .table: try terminal.print(matrix.text(terminal.language, width: Terminal.width ?? Terminal.plainWidth), terminator: "")
        case .json: try terminal.print(matrix.json(), terminator: "")
        case .csv: try terminal.print(PackClauses.csv(matrix), terminator: "")
        case .html: try terminal.print(matrix.html(terminal.language), terminator: "")
        }
        if strict, matrix.unaccounted > 0 { throw Status.findings.exitCode }
    }
}
