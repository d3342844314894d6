import ArgumentParser
import Diagnostics
import Policy
import Redress
import Reports

enum LetterFormat: String, ExpressibleByArgument, CaseIterable { case html, md }

/// `redress letter`
struct LetterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter", abstract: "The decision as a letter to the person concerned. 写给当事人的决定文书。",
        discussion: """
            By the pack's own template (`letters:`), or a plain one where it has none.

            Example:
              redress letter --pack rules/cn/shaanxi/zhashui --records examples/records/cases.jsonl --record r-0002 --as-of 2024-06-30 \\
                --lang zh --format html -o letter.html
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var selection: RecordOptions

    @Option(help: "The letter's name in the pack (default: the first).")
    var letter: String?

    @Option(help: "html (a page of its own) or md (Markdown).")
    var format: LetterFormat = .html

    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
    var output: String?

    @OptionGroup var language: LanguageOption

    func run() throws {
        let terminal = language.terminal
        let pack = try options.load(terminal)
        // Which law a case goes by changes no letter's name, and whoever misspelt it wants to hear so before a file is searched.
        if pack.plan.typed.letter(named: letter) == nil {
            let name = letter ?? ""
            throw terminal.refuse(
                Phrase(zh: "没有文书 `\(name)`", en: "there is no letter `\(name)`"),
                nearestName(to: name, among: pack.plan.typed.letters.map(\.name)))
        }
        let days = options.days
        let text = try selection.find(pack, days, terminal).with { workspace in
            // As the law that decides the case has it.
            let template = workspace.plan.typed.letter(named: self.letter) ?? TypedPolicy.plainLetter(workspace.plan.policy).letter
            let letter = DecisionLetter(workspace, workspace.request)
            switch format {
            case .html: return letter.html(template, terminal.language)
            case .md: return letter.markdown(template, terminal.language)
            }
        }
        try terminal.deliver(text, to: output)
    }
}
