import ArgumentParser
import Redress
import Reports

/// `redress timeline`
struct TimelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "The case from its first event to its last consequence. 一案从头到尾的经过。",
        discussion: """
            Example:
              redress timeline --pack rules/cn/shaanxi/zhashui --records examples/records/cases.jsonl --record r-0001 --as-of 2024-06-30
            """)

    @OptionGroup var options: PackOptions
    @OptionGroup var selection: RecordOptions
    @OptionGroup var language: LanguageOption

    func run() throws {
        let terminal = language.terminal
        let pack = try options.load(terminal)
        let days = options.days
        let text = try selection.find(pack, days, terminal).with { Timeline($0, $0.request).text(terminal.language) }
        try terminal.print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
    }
}
