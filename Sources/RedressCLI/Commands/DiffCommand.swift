import ArgumentParser
import Diagnostics
import Records
import Redress
import Reports

/// `redress diff A B`
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "What differs between two packs, in rules and in outcomes. 比较两个政策包的规则和处理结果。",
        discussion: """
            Example:
              redress diff rules/cn/state-council rules/cn/shaanxi/zhashui --records examples/records/cases.jsonl --as-of 2024-06-30
            """)

    @Argument(help: "The first pack's folder (A).")
    var first: String

    @Argument(help: "The second pack's folder (B).")
    var second: String

    @Option(help: "A file of records (JSON Lines or a JSON array), or - for standard input: who is treated differently.")
    var records: String?

    @OptionGroup var days: DayOptions

    @Option(help: "table or json.")
    var format: ComparisonFormat = .table

    @OptionGroup var jobs: JobsOption

    @OptionGroup var language: LanguageOption

    func validate() throws {
        if records == nil, days.areGiven {
            throw ValidationError("--as-of, --law and --known say on which day --records are decided; give --records as well.")
        }
    }

    func run() throws {
        let terminal = language.terminal
        let (a, b) = (try PolicyPack.read(first, terminal), try PolicyPack.read(second, terminal))
        let source = try records.map { try RecordInput.open($0, terminal) }
        let law = days.law?.number
        let difference = law.map { a.under(law: $0).difference(from: b.under(law: $0)) } ?? a.difference(from: b)
        let writer: any DifferenceWriter
        switch format {
        case .table: writer = DifferenceTable(difference, terminal)
        case .json: writer = DifferenceJSON(difference, terminal)
        }
        try writer.open(withOutcomes: source != nil)
        guard let source else { return try writer.close(nil) }
        var comparison = OutcomeComparison(a, b, days: days.days)
        comparison.jobs = jobs.count
        let matrix: OutcomeMatrix
        do {
            matrix = try comparison.run(
                source, difference: { try writer.add($0) }, reject: { terminal.note($0.text(terminal.language)) })
        } catch let fault as SystemFault {
            terminal.note(fault, of: records ?? "")
            throw Status.usage.exitCode
        }
        try writer.close(matrix)
        if matrix.rejected > 0 { throw Status.findings.exitCode }
    }
}

/// Writes a comparison as it comes, so that its size doesn't matter.
private protocol DifferenceWriter: AnyObject {
    func open(withOutcomes: Bool) throws
    func add(_ difference: OutcomeDifference) throws
    func close(_ matrix: OutcomeMatrix?) throws
}

private final class DifferenceTable: DifferenceWriter {
    private let difference: PackDifference
    private let terminal: Terminal
    private let outcomes: OutcomeDifferenceText
    private let width = Terminal.width ?? Terminal.plainWidth

    init(_ difference: PackDifference, _ terminal: Terminal) {
        self.difference = difference
        self.terminal = terminal
        outcomes = OutcomeDifferenceText(difference, terminal.language)
    }

    func open(withOutcomes: Bool) throws {
        try terminal.print(difference.text(terminal.language, width: width), terminator: "")
        if withOutcomes { try terminal.print("") }
    }

    func add(_ difference: OutcomeDifference) throws { try terminal.print(outcomes.text(difference)) }

    func close(_ matrix: OutcomeMatrix?) throws {
        if let matrix { try terminal.print(outcomes.text(matrix, width: width), terminator: "") }
    }
}

private final class DifferenceJSON: DifferenceWriter {
    private let difference: PackDifference
    private let terminal: Terminal
    private var isFirst = true

    init(_ difference: PackDifference, _ terminal: Terminal) {
        self.difference = difference
        self.terminal = terminal
    }

    /// A value without the line break at its end.
    private func text(_ value: JSONDocument.Value) -> String { String(JSONDocument.text(of: value).dropLast()) }

    func open(withOutcomes: Bool) throws {
        let members = difference.json.map { "\"\($0.key)\": \(text($0.value))" }
        try terminal.print("{\n" + members.joined(separator: ",\n"), terminator: withOutcomes ? ",\n\"outcomes\": [" : "\n}\n")
    }

    func add(_ difference: OutcomeDifference) throws {
        try terminal.print((isFirst ? "\n" : ",\n") + text(OutcomeDifferenceText.json(difference)), terminator: "")
        isFirst = false
    }

    func close(_ matrix: OutcomeMatrix?) throws {
        if let matrix { try terminal.print((isFirst ? "]" : "\n]") + ",\n\"counts\": \(text(OutcomeDifferenceText.json(matrix)))\n}") }
    }
}
