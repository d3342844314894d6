import Diagnostics
import Engine
import Policy
import _TestSupport

/// What a case of the corpus expects: the head and each record's lines of `expected.txt` (`Tests/Corpus/time/README.md`).
struct TimeCase {
    static let root = Repository.path("Tests/Corpus/time")

    /// The folder of the pack that decides.
    var pack: String
    var first: Int32
    var last: Int32
    var law: Day?
    var known: Day?
    var shown: Set<String> = []
    var records: [Record] = []

    struct Record: Equatable {
        var id: String
        var lines: [Line] = []
        var asked: [Asked] = []
    }

    /// What is asked on a day besides the decision, and the lines that are expected.
    struct Asked: Equatable {
        var what: What
        var day: Day
        var lines: [String] = []

        enum What: Equatable {
            case next
            /// Nil for the first letter.
            case letter(Language, name: String?)
        }
    }

    struct Line: Equatable, CustomStringConvertible {
        var day: Int32
        var text: String
        var description: String { "\(CivilDay.text(day))  \(text)" }
    }

    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    init(_ name: String) throws {
        let folder = "\(Self.root)/\(name)"
        pack = folder
        first = 0
        last = -1
        let text = String(decoding: try DiskFiles().read("\(folder)/expected.txt"), as: UTF8.self)
        var isAsked = false
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if isAsked, line.hasPrefix("  "), let record = records.indices.last, let asked = records[record].asked.indices.last {
                records[record].asked[asked].lines.append(String(line.dropFirst(2)))
                continue
            }
            isAsked = false
            let content = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            let words = content.split(separator: " ").map(String.init)
            guard let head = words.first else { continue }
            func fault(_ message: String) -> Fault { Fault(description: "\(name)/expected.txt:\(number + 1): \(message)") }
            if let day = Day(head) {
                guard !records.isEmpty else { throw fault("a day before the first `record`") }
                if let before = records[records.count - 1].lines.last, before.day >= day.number { throw fault("the days don't ascend") }
                records[records.count - 1].lines.append(Line(day: day.number, text: words.dropFirst().joined(separator: " ")))
                continue
            }
            switch (head, words.count) {
            case ("next", 2), ("letter", 3...):
                guard let record = records.indices.last, let day = Day(words[1]) else { throw fault("`\(head)` takes a day, and stands in a record") }
                isAsked = true
                if head == "next" {
                    records[record].asked.append(Asked(what: .next, day: day))
                    continue
                }
                guard let language = Language(rawValue: words[2]) else { throw fault("`letter` takes a language") }
                let name = words.count > 3 ? words[3...].joined(separator: " ") : nil
                records[record].asked.append(Asked(what: .letter(language, name: name), day: day))
            case ("pack", 2): pack = "\(folder)/\(words[1])"
            case ("record", 2): records.append(Record(id: words[1]))
            case ("days", 3):
                guard let from = Day(words[1]), let to = Day(words[2]) else { throw fault("`days` takes two days") }
                (first, last) = (from.number, to.number)
            case ("law", 2):
                guard let day = Day(words[1]) else { throw fault("`law` takes a day") }
                law = day
            case ("known", 2):
                guard let day = Day(words[1]) else { throw fault("`known` takes a day") }
                known = day
            case ("show", 2...): shown = Set(words.dropFirst())
            default: throw fault("`\(content)` means nothing here")
            }
        }
        guard first <= last else { throw Fault(description: "\(name)/expected.txt: `days FIRST LAST` is missing") }
        if let stranger = shown.subtracting(["from", "addressee", "rule", "history", "event"]).first {
            throw Fault(description: "\(name)/expected.txt: `show` doesn't know `\(stranger)`")
        }
    }

    /// A decision as a line of the corpus.
    func text(_ decision: Decision) -> String {
        let parts =
            decision.measures.map(text)
            + decision.options.map { "may \($0.choices.joined(separator: "|")): \($0.measures.joined(separator: ", "))" }
            + decision.undetermined.map { "undetermined \($0.rule): \($0.missing.joined(separator: ", "))" }
            + decision.conflicts.map { conflict in
                (["conflict \(conflict.kind)"] + (conflict.rules.isEmpty ? [] : [conflict.rules.joined(separator: ", ")])).joined(separator: " ")
            }
        return parts.isEmpty ? "nothing" : parts.joined(separator: "; ")
    }

    func text(_ measure: Decision.Measure) -> String {
        var text = "\(measure.measure) \(measure.status)"
        if shown.contains("from") { text += ", from \(measure.from.map(\.description) ?? "null")" }
        if let until = measure.until { text += ", until \(until)" }
        if let due = measure.due { text += ", due \(due)" }
        if !measure.adjusted.isEmpty { text += ", \(measure.adjusted.joined(separator: "+"))" }
        if shown.contains("addressee") { text += ", to \(measure.addressee ?? "null")" }
        if shown.contains("rule") { text += ", by \(measure.rule)" }
        if shown.contains("event"), let event = measure.event { text += ", for \(event.type) \(event.on)" }
        if shown.contains("history") { text += measure.history.map { ", \($0.on) \($0.status) by \($0.rule)" }.joined() }
        return text
    }
}
