import ArgumentParser
import Diagnostics
import Redress
import Reports

enum AgendaFormat: String, ExpressibleByArgument, CaseIterable { case table, json, ics }

/// `redress agenda PACK --from DAY --to DAY`
struct AgendaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "Standing duties that fall due in some days, by owner. 一段时间内到期的任务，按牵头单位列出。",
        discussion: """
            A ledger says what has been done: a YAML list of {duty, on}, with `due` for the day that something done late was due on, and `note`.

            Example:
              redress agenda rules/cn/shaanxi/zhashui --from 2025-01-01 --to 2025-12-31 --ledger ledger.yaml --format ics
            """)

    @Argument(help: "The pack's folder.")
    var pack: String

    @Option(help: "The first day.")
    var from: Day

    @Option(help: "The last day, at most a century later.")
    var to: Day

    @Option(help: "What is late is late as of this day, and what was done later isn't done yet (default: --to).")
    var asOf: Day?

    @Option(help: "A YAML file of what has been done.")
    var ledger: String?

    @Option(help: "table, json or ics (iCalendar).")
    var format: AgendaFormat = .table

    @OptionGroup var language: LanguageOption

    private var window: Agenda.Window { Agenda.Window(from: from.number, to: to.number, asOf: asOf?.number) }

    func validate() throws {
        if to < from { throw ValidationError("--to is before --from.") }
        if !window.isInTheCalendar { throw ValidationError("Days are from 0001-01-01 to 9999-12-30.") }
        if window.isTooLong { throw ValidationError("From --from to --to is more than a century.") }
    }

    func run() throws {
        let terminal = language.terminal
        let pack = try PolicyPack.read(pack, terminal)
        let (agenda, diagnostics) = pack.agenda(window, ledger: ledger)
        try terminal.show(diagnostics)
        guard let agenda else { throw Status.findings.exitCode }
        switch format {
        case .table:
            let width = (Terminal.outputIsTerminal ? Terminal.width : nil) ?? Terminal.plainWidth
            try terminal.print(AgendaTable(agenda, language: terminal.language, width: width).text())
        case .json: try terminal.print(AgendaJSON.text(agenda), terminator: "")
        case .ics: try terminal.print(AgendaCalendar(agenda, language: terminal.language).text(), terminator: "")
        }
    }
}
