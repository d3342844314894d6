import ArgumentParser
import Diagnostics
import Policy
import Redress
import Reports

/// `redress explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Why a measure stands, or why it doesn't. 说明某项措施为何成立或不成立。",
        discussion: """
            Example:
              redress explain --pack rules/cn/shaanxi/zhashui --records examples/records/cases.jsonl --record r-0001 \\
                --measure joint-sanction --as-of 2024-06-30 --lang zh
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var selection: RecordOptions

    @Option(help: "Only this measure, by name or label.")
    var measure: String?

    @Option(help: "Why this measure doesn't stand.")
    var whyNot: String?

    @OptionGroup var language: LanguageOption

    func validate() throws {
        if measure != nil, whyNot != nil { throw ValidationError("Give --measure or --why-not, not both.") }
    }

    func run() throws {
        let terminal = language.terminal
        let pack = try options.load(terminal)
        let days = options.days
        if let name = measure ?? whyNot, pack.plan.policy.vocabulary.measure(named: name) == nil {
            throw terminal.refuse(
                Phrase(zh: "没有措施 `\(name)`", en: "there is no measure `\(name)`"),
                nearestName(to: name, among: pack.plan.policy.vocabulary.measures.flatMap { [$0.name, $0.label.zh, $0.label.en] }))
        }
        let text = try selection.find(pack, days, terminal).with { workspace in
            let explanation = Explanation(workspace, workspace.request)
            return whyNot.map { explanation.whyNot($0, in: terminal.language) } ?? explanation.why(measure, in: terminal.language)
        }
        try terminal.print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
    }
}
