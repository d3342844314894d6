import ArgumentParser
import Diagnostics
import Engine
import Policy
import Records
import Redress
import Reports

enum ScoreFormat: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

extension AssessmentPeriod: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// `redress score PACK --records FILE --period PERIOD`
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Subjects scored, graded and ranked over a period, with warnings. 按期考核：计分、等次、排名、预警。",
        discussion: """
            Every assessment of the pack is held that has such a period. Records decide as of the period's last day; with --as-of a later day, records that the
            assessment excepts by then (a sanction found wrongful, say) no longer count.

            Example:
              redress score rules/cn/sichuan --records examples/records/cases.jsonl --period 2024-Q2 --subject s-12
            """)

    @Argument(help: "The pack's folder.")
    var pack: String

    @Option(help: "A file of records (JSON Lines or a JSON array), or - for standard input.")
    var records: String

    @Option(help: "2024, 2024-H1, 2024-Q2 or 2024-05.")
    var period: AssessmentPeriod

    @Option(help: "Only this assessment, by name or label.")
    var assessment: String?

    @Option(help: "A file of records with the facts of subjects alone, so that those without records are scored as well.")
    var subjects: String?

    @Option(help: "Explain the score of the subject with this id, record by record.")
    var subject: String?

    @Option(help: "The day from which is looked back (default: the period's last).")
    var asOf: Day?

    @Option(help: "The day whose policies apply (default: each period's last).")
    var law: Day?

    @Option(help: "Only what had been recorded by this day counts (default: --as-of).")
    var known: Day?

    @Option(help: "table, json or csv.")
    var format: ScoreFormat = .table

    @Flag(help: "Refuse records with fields that the vocabulary doesn't know.")
    var strict = false

    @OptionGroup var grouping: GroupingOption

    @OptionGroup var jobs: JobsOption

    @OptionGroup var language: LanguageOption

    func validate() throws {
        if let asOf, asOf.number < period.days.upperBound { throw ValidationError("--as-of is before the end of --period.") }
        if subject != nil, format != .table {
            throw ValidationError("--subject explains in words; leave out --format. JSON has every record as it is.")
        }
        if records == "-", subjects == "-" { throw ValidationError("--records and --subjects can't both be standard input.") }
    }

    func run() throws {
        let terminal = language.terminal
        let pack = try PolicyPack.read(pack, terminal).under(law: law?.number ?? period.days.upperBound)
        let scope = try scope(pack.plan.policy, terminal)
        var run = ScoreRun(pack: pack, scope: scope)
        run.jobs = jobs.count
        run.isStrict = strict
        run.order = grouping.order
        run.keeps = subject.map { .subject($0) } ?? (format == .json ? .all : .none)
        let sinks = ScoreRun.Sinks(
            reject: { terminal.note($0.text(terminal.language)) }, note: { terminal.note($0.text(terminal.language)) })
        let outcome: ScoreRun.Outcome
        do {
            let people = try subjects.map { try RecordInput.open($0, terminal) }
            outcome = try run.run(RecordInput.open(records, terminal), subjects: people, sinks)
        } catch let fault as SystemFault {
            terminal.note(fault, of: records)
            throw Status.usage.exitCode
        }
        try show(outcome, scope, pack.plan.policy, terminal)
        if outcome.rejected > 0 {
            terminal.note(
                Phrase(
                    zh: "读入 \(outcome.read) 条记录，\(outcome.rejected) 条无法读取", en: "\(outcome.read) records read, \(outcome.rejected) rejected"))
        }
        if outcome.rejected > 0 || !outcome.unplaced.isEmpty { throw Status.findings.exitCode }
    }

    /// The assessments that have such a period and are held over it.
    private func scope(_ policy: ResolvedPolicy, _ terminal: Terminal) throws -> AssessmentScope {
        var chosen = policy.assessments.indices.filter { policy.assessments[$0].every == period.unit }
        if let assessment {
            guard let index = policy.assessment(named: assessment) else {
                throw terminal.refuse(
                    Phrase(zh: "没有考核 `\(assessment)`", en: "there is no assessment `\(assessment)`"),
                    nearestName(to: assessment, among: policy.assessments.flatMap { [$0.name, $0.label.zh, $0.label.en] }))
            }
            chosen = chosen.filter { $0 == index }
        }
        guard !chosen.isEmpty else {
            let there = policy.assessments.filter {
                assessment == nil || $0.name == assessment || $0.label.zh == assessment || $0.label.en == assessment
            }
            let zh = there.map { "\($0.label.zh)（每\($0.every.chinese)）" }.joined(separator: "、")
            let en = there.map { "\($0.label.en) (every \($0.every.rawValue))" }.joined(separator: ", ")
            throw terminal.refuse(
                Phrase(
                    zh: "没有以 `\(period.text)` 为期的考核" + (zh.isEmpty ? "" : "；有：\(zh)"),
                    en: "no assessment has a period such as `\(period.text)`" + (en.isEmpty ? "" : "; there are: \(en)")))
        }
        let held = chosen.filter { policy.isHeld(policy.assessments[$0], over: period.days, law: law?.number) }
        guard !held.isEmpty else {
            throw terminal.refuse(
                Phrase(
                    zh: "`\(period.text)` 末日政策不在施行期内；要按它试算，写 `--law` 和施行中的一天",
                    en: "the policy isn't in force on the last day of `\(period.text)`; to try it, give `--law` with a day on which it is"))
        }
        return AssessmentScope(
            assessments: held, period: period.days, previous: period.previous?.days, asOf: asOf?.number, law: law?.number, known: known?.number)
    }

    private func show(_ outcome: ScoreRun.Outcome, _ scope: AssessmentScope, _ policy: ResolvedPolicy, _ terminal: Terminal) throws {
        if let subject {
            let texts = outcome.sheets.compactMap { ScoreExplanation($0, period: period, language: terminal.language).text(subject) }
            guard !texts.isEmpty else {
                throw terminal.refuse(Phrase(zh: "考核的主体中没有 `\(subject)`", en: "`\(subject)` is not among the subjects assessed"))
            }
            return try terminal.print(texts.joined(separator: "\n"), terminator: "")
        }
        switch format {
        case .table:
            let width = (Terminal.outputIsTerminal ? Terminal.width : nil) ?? Terminal.plainWidth
            let texts = outcome.sheets.map { ScoreTable($0, period: period, language: terminal.language, width: width).text() }
            try terminal.print(texts.joined(separator: "\n"), terminator: "")
        case .json:
            try terminal.print(
                ScoreData.json(outcome.sheets, policy, period: period, scope: scope, rejected: outcome.rejected), terminator: "")
        case .csv: try terminal.print(ScoreRun.csv(outcome.sheets, period: period), terminator: "")
        }
    }
}
