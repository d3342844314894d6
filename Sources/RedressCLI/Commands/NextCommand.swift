import ArgumentParser
import Diagnostics
import Policy
import Redress
import Reports

enum NextFormat: String, ExpressibleByArgument, CaseIterable { case table, json }

/// `redress next`
struct NextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next", abstract: "What falls due, what would change the outcome, and the case to store and resume. 下一步：到期事项与可能的变化。",
        discussion: """
            Example:
              redress next --pack rules/cn/shaanxi/zhashui --records examples/records/cases.jsonl --record r-0002 --as-of 2024-06-30
              redress next … --format json -o case.json
              redress next --pack rules/cn/shaanxi/zhashui --resume case.json --as-of 2024-09-30
            """)

    @OptionGroup var options: PackOptions

    @Option(help: "A file of records (JSON Lines or a JSON array), or - for standard input.")
    var records: String?

    @Option(help: "The record's id.")
    var record: String?

    @OptionGroup var grouping: GroupingOption

    @Option(help: "A case stored with --format json, to be taken up on a later day; instead of --records and --record.")
    var resume: String?

    @Option(help: "table or json; json holds the case to store under `residual`.")
    var format: NextFormat = .table

    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
    var output: String?

    @OptionGroup var language: LanguageOption

    func validate() throws {
        if resume != nil {
            if records != nil || record != nil || grouping.groupBy != nil {
                throw ValidationError("Give --resume, or --records and --record, not both.")
            }
        } else if records == nil || record == nil {
            throw ValidationError("Give --records and --record, or --resume.")
        }
    }

    func run() throws {
        let terminal = language.terminal
        let pack = try options.load(terminal)
        let (read, days) = try find(pack, terminal)
        let text = read.with { workspace in
            var outlook = Outlook(workspace, workspace.request)
            if days.law == nil { outlook.lawChanges = pack.lawChanges(after: days.request.law) }
            switch format {
            case .table: return outlook.text(terminal.language)
            case .json: return outlook.json(read.text, law: days.law, known: days.known)
            }
        }
        try terminal.deliver(text, to: output)
    }

    private func find(_ pack: PolicyPack, _ terminal: Terminal) throws -> (ReadRecord, DecisionDays) {
        guard let resume else {
            return (try RecordOptions.find(record ?? "", in: records ?? "", pack, options.days, grouping.order, terminal), options.days)
        }
        let bytes: [UInt8]
        do {
            bytes = try DiskFiles().read(resume)
        } catch {
            terminal.note(Phrase(zh: "redress: 无法读取 `\(resume)`", en: "redress: `\(resume)` can't be read"))
            throw Status.usage.exitCode
        }
        do throws(Residual.Fault) {
            let residual = try Residual(bytes)
            let days = residual.days(asOf: options.days.asOf, law: options.dayOptions.law, known: options.dayOptions.known)
            return (try residual.resumed(by: pack, days), days)
        } catch {
            terminal.note(Phrase(zh: "redress: `\(resume)`：\(error.message.zh)", en: "redress: `\(resume)`: \(error.message.en)"))
            throw Status.findings.exitCode
        }
    }
}
