import ArgumentParser
import Diagnostics
import Records
import Redress
import Reports

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

enum RunFormat: String, ExpressibleByArgument, CaseIterable { case jsonl, json, csv, table, html }

/// `redress run`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Decide every record. 对每条记录作出处理结论。",
        discussion: """
            Example:
              redress run --pack rules/cn/shaanxi/zhashui --records examples/records/cases.jsonl --as-of 2024-06-30 --format table
            """)

    @OptionGroup var options: PackOptions

    @Option(help: "A file of records (JSON Lines or a JSON array), or - for standard input.")
    var records: String

    @Option(help: "jsonl, json, csv, table or html, a page of its own (default: table on a terminal, else jsonl).")
    var format: RunFormat?

    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
    var output: String?

    @OptionGroup var jobs: JobsOption

    @Option(help: "Write records that couldn't be read to this file, one JSON object a line.")
    var rejects: String?

    @Flag(help: "Write of each measure only its name, status and dates (formats jsonl and json).")
    var lean = false

    @Flag(help: "Reject records with fields that the vocabulary doesn't know.")
    var strict = false

    @OptionGroup var grouping: GroupingOption

    @OptionGroup var language: LanguageOption

    func validate() throws {
        if lean, let format, ![.jsonl, .json].contains(format) { throw ValidationError("--lean goes with --format jsonl or json.") }
    }

    func run() throws {
        let terminal = language.terminal
        let pack = try options.load(terminal)
        // The process ends with this run: the system takes the memory back faster than the pack is taken apart.
        _ = Unmanaged.passRetained(LeftStanding(pack))
        let source = try RecordInput.open(records, terminal)
        let target = try output.map { try OutputFile($0, terminal).descriptor } ?? STDOUT_FILENO
        let rejectTarget = try rejects.map { try OutputFile($0, terminal).descriptor }
        let format = format ?? (output == nil && Terminal.outputIsTerminal && !lean ? .table : .jsonl)

        var run = RecordRun(pack: pack, days: options.days)
        run.jobs = jobs.count
        run.isStrict = strict
        run.isLean = lean
        run.order = grouping.order
        let progress = Progress(isShown: Terminal.errorIsTerminal && format != .table, terminal)
        let sinks = RecordRun.Sinks(
            output: { bytes in
                try Terminal.write(bytes, to: target)
                progress.advance(bytes.count)
            },
            reject: { reject in
                if let rejectTarget {
                    var line = OutputBuffer()
                    reject.write(to: &line)
                    try? Terminal.write(UnsafeRawBufferPointer(line.bytes), to: rejectTarget)
                } else {
                    terminal.note(reject.text(terminal.language))
                }
            },
            note: { terminal.note($0.text(terminal.language)) })
        let summary: RecordRun.Summary
        do {
            switch format {
            case .table:
                var decisions: [Decision] = []
                var collecting = sinks
                collecting.decision = { decisions.append($0) }
                summary = try run.run(source, collecting, .values)
                let width = (target == STDOUT_FILENO ? Terminal.width : nil) ?? Terminal.plainWidth
                try Terminal.write(
                    DecisionTable(pack.under(law: options.days.request.law).plan.policy, language: terminal.language, width: width).text(decisions),
                    to: target)
            case .html:
                var page = DecisionPage(pack.under(law: options.days.request.law).plan.typed, asOf: options.days.asOf, language: terminal.language)
                try Terminal.write(page.opening(), to: target)
                var pages = sinks
                // The first fault of writing is told when all is read.
                var fault: (any Error)?
                pages.decision = { decision in
                    guard fault == nil else { return }
                    do { try Terminal.write(page.record(decision), to: target) } catch { fault = error }
                }
                summary = try run.run(source, pages, .values)
                if let fault { throw fault }
                try Terminal.write(page.closing(), to: target)
            case .jsonl: summary = try run.run(source, sinks, .jsonLines)
            case .json: summary = try run.run(source, sinks, .json)
            case .csv: summary = try run.run(source, sinks, .csv)
            }
        } catch let fault as SystemFault {
            terminal.note(fault, of: records)
            throw Status.usage.exitCode
        }
        progress.finish()
        if summary.rejected > 0 || summary.notes > 0 || summary.conflicts > 0 || Terminal.errorIsTerminal { terminal.note(summary.phrase) }
        if summary.rejected > 0 { throw Status.findings.exitCode }
    }
}

/// Keeps a pack for as long as the process lives.
private final class LeftStanding {
    let pack: PolicyPack

    init(_ pack: PolicyPack) { self.pack = pack }
}

extension RecordRun {
    fileprivate func run(_ source: ByteSource, _ sinks: Sinks, _ format: Format) throws -> Summary {
        var copy = self
        copy.format = format
        return try copy.run(source, sinks)
    }
}

extension RecordRun.Summary {
    /// The closing line.
    var phrase: Phrase {
        Phrase(
            zh: "已处理 \(decided) 条记录，拒收 \(rejected) 条，提示 \(notes) 条" + (conflicts > 0 ? "，冲突 \(conflicts) 处" : ""),
            en: "\(decided) records decided, \(rejected) rejected, \(notes) notes" + (conflicts > 0 ? ", \(conflicts) conflicts" : ""))
    }
}

/// How far a long run has come, on standard error, where a person looks on.
private final class Progress {
    private let isShown: Bool
    private let language: Language
    private var written = 0
    private var shown = 0

    init(isShown: Bool, _ terminal: Terminal) {
        self.isShown = isShown
        language = terminal.language
    }

    func advance(_ bytes: Int) {
        written += bytes
        guard isShown, written - shown > 64 << 20 else { return }
        shown = written
        let text = Phrase(zh: "\r已写出 \(written >> 20) MB", en: "\r\(written >> 20) MB written")[language]
        try? Terminal.write(text, to: STDERR_FILENO)
    }

    func finish() {
        if shown > 0 { try? Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }
}
