import ArgumentParser
import Diagnostics
import Redress
import Reports

enum ComparisonFormat: String, ExpressibleByArgument, CaseIterable { case table, json }

/// `redress conform PACK`
struct ConformCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conform", abstract: "A pack against the pack it extends. 对照上位政策，逐条说明保留、加严、放宽、替换、不采用。",
        discussion: """
            Example:
              redress conform rules/cn/shaanxi/zhashui --lang zh

            The exit status is 1 where a rule or a parameter asks for less than the pack above does.
            """)

    @Argument(help: "The pack's folder.")
    var pack: String

    @Option(help: "table or json.")
    var format: ComparisonFormat = .table

    @Option(help: "The day whose law is shown (default: the latest).")
    var law: Day?

    @OptionGroup var language: LanguageOption

    func run() throws {
        let terminal = language.terminal
        let loaded = try PolicyPack.read(pack, law: law, terminal)
        guard let conformity = loaded.conformity else {
            terminal.note(
                Phrase(
                    zh: "redress: `\(loaded.id)` 没有延伸任何政策包，无从对照",
                    en: "redress: `\(loaded.id)` extends no pack, so there is nothing to compare it with"))
            throw Status.usage.exitCode
        }
        switch format {
        case .table: try terminal.print(conformity.text(terminal.language, width: Terminal.width ?? Terminal.plainWidth), terminator: "")
        case .json: try terminal.print(conformity.json(), terminator: "")
        }
        if conformity.findings > 0 { throw Status.findings.exitCode }
    }
}
