import Diagnostics
import Engine
import Policy
import Records
import Reports

/// A case as `redress next` stored it: enough to take it up again on a later day and come to what a run from the start comes to.
package struct Residual: Sendable {
    /// The id and the digest of the pack that decided it.
    package var pack: String
    package var digest: String
    package var asOf: Day
    /// Nil where it followed the day of the decision.
    package var law: Day?
    package var known: Day?
    /// The record's own JSON.
    package var record: [UInt8]
    /// The measures as they were, as JSON.
    private var measures: [UInt8]
    /// The JSON of the subject's other records that stand before and after it, where the pack looks at them.
    private var before: [[UInt8]] = []
    private var after: [[UInt8]] = []

    /// Why a case can't be taken up.
    package enum Fault: Error, Sendable, Hashable {
        /// The file holds no residual; what is missing or wrong in it, by its key.
        case notAResidual(String)
        /// Another pack decided it, or this one as it was before it changed.
        case otherPack(pack: String, digest: String, given: String, givenDigest: String)
        /// It was stored on a later day than the one asked about.
        case later(stored: Day, asked: Day)
        /// The measures stored don't follow from the record stored.
        case altered
        /// The record can't be read any more.
        case rejected(Reject)

        package var message: Phrase {
            switch self {
            case .notAResidual(let key):
                Phrase(zh: "这不是 `redress next` 存下的案件：`\(key)` 缺失或有误", en: "this is no case that `redress next` stored: `\(key)` is missing or wrong")
            case .otherPack(let pack, let digest, let given, let givenDigest):
                Phrase(
                    zh: "案件由 `\(pack)`（\(digest)）裁决，而这里是 `\(given)`（\(givenDigest)）：请用 `--pack` 给出当时的版本",
                    en:
                        "the case was decided by `\(pack)` (\(digest)), and this is `\(given)` (\(givenDigest)): give the version of then with `--pack`"
                )
            case .later(let stored, let asked):
                Phrase(
                    zh: "案件存于 \(stored)，不能按更早的 \(asked) 续办", en: "the case was stored on \(stored) and can't be taken up on \(asked), which is before"
                )
            case .altered:
                Phrase(zh: "存下的措施与存下的记录不符：文件被改动过", en: "the measures stored don't follow from the record stored: the file was changed")
            case .rejected(let reject): Phrase(zh: reject.text(.chinese), en: reject.text(.english))
            }
        }
    }

    /// Reads what `redress next --format json` wrote: the whole of it, or its `residual` alone.
    package init(_ bytes: [UInt8]) throws(Fault) {
        var members = try Residual.members(bytes, "{")
        if let inner = members["residual"] { members = try Residual.members(inner, "residual") }
        func text(_ key: String) throws(Fault) -> String? {
            guard let raw = members[key], let tree = try? JSONTree.read(raw) else { throw .notAResidual(key) }
            switch tree {
            case .string(let text): return text
            case .null: return nil
            default: throw .notAResidual(key)
            }
        }
        func day(_ key: String) throws(Fault) -> Day? {
            guard let text = try text(key) else { return nil }
            guard let day = Day(text) else { throw .notAResidual(key) }
            return day
        }
        guard let pack = try text("pack") else { throw .notAResidual("pack") }
        guard let digest = try text("digest") else { throw .notAResidual("digest") }
        guard let asOf = try day("asOf") else { throw .notAResidual("asOf") }
        guard let record = members["record"] else { throw .notAResidual("record") }
        guard let measures = members["measures"], (try? JSONTree.read(measures)) != nil else { throw .notAResidual("measures") }
        (self.pack, self.digest, self.asOf, self.record, self.measures) = (pack, digest, asOf, record, measures)
        law = try day("law")
        known = try day("known")
        if let others = members["others"] {
            let lists = try Residual.members(others, "others")
            guard let first = lists["before"], let last = lists["after"] else { throw .notAResidual("others") }
            (before, after) = (try Residual.elements(first, "others"), try Residual.elements(last, "others"))
        }
    }

    /// The days to ask about: the law and the knowledge it was stored with stay, unless others are asked for.
    package func days(asOf: Day, law: Day? = nil, known: Day? = nil) -> DecisionDays {
        DecisionDays(asOf: asOf, law: law ?? self.law, known: known ?? self.known)
    }

    /// The case, read for a pack: the one that decided it.
    package func resumed(by pack: PolicyPack, _ days: DecisionDays) throws(Fault) -> ReadRecord {
        let then = DecisionDays(asOf: asOf, law: law, known: known)
        guard pack.id == self.pack else {
            throw .otherPack(pack: self.pack, digest: digest, given: pack.id, givenDigest: pack.under(law: then.request.law).digest)
        }
        if days.asOf < asOf { throw .later(stored: asOf, asked: days.asOf) }
        // As it was stored, under the law of then: the pack may have a later one by now.
        let (found, decidedBy) = try read(by: pack, then).with { workspace in
            (JSONDocument.text(of: Outlook.measures(workspace, workspace.request)), workspace.plan.policy.digest)
        }
        guard decidedBy == digest else {
            throw .otherPack(pack: self.pack, digest: digest, given: pack.id, givenDigest: decidedBy)
        }
        guard let now = try? JSONTree.read(Array(found.utf8)), let stored = try? JSONTree.read(measures), Residual.isSame(now, stored) else {
            throw .altered
        }
        return try read(by: pack, days)
    }

    private func read(by pack: PolicyPack, _ days: DecisionDays) throws(Fault) -> ReadRecord {
        let lines = (before + [record] + after).joined(separator: [UInt8(ascii: "\n")])
        guard let outcome = try? RecordSearch.find(.place(before.count), in: .bytes(Array(lines)), pack, days) else {
            throw .notAResidual("record")
        }
        switch outcome {
        case .missing: throw .notAResidual("record")
        case .rejected(let reject): throw .rejected(reject)
        case .found(let read): return read
        }
    }

    /// The members of an object, each as it is written.
    private static func members(_ bytes: [UInt8], _ key: String) throws(Fault) -> [String: [UInt8]] {
        try read(bytes, key) { (scanner: inout JSONScanner) throws(JSONFault) in
            var members: [String: [UInt8]] = [:]
            var more = try scanner.beginObject()
            while more {
                let name = try scanner.name().string
                members[name] = Array(try scanner.rawValue().string.utf8)
                more = try scanner.nextMember()
            }
            return members
        }
    }

    /// The elements of a list, each as it is written.
    private static func elements(_ bytes: [UInt8], _ key: String) throws(Fault) -> [[UInt8]] {
        try read(bytes, key) { (scanner: inout JSONScanner) throws(JSONFault) in
            var elements: [[UInt8]] = []
            var more = try scanner.beginArray()
            while more {
                elements.append(Array(try scanner.rawValue().string.utf8))
                more = try scanner.nextElement()
            }
            return elements
        }
    }

    /// What `body` reads of a text that is nothing else; where it isn't that, the member with this key is no stored case's.
    private static func read<Result>(
        _ bytes: [UInt8], _ key: String, _ body: (inout JSONScanner) throws(JSONFault) -> Result
    ) throws(Fault) -> Result {
        let scratch = JSONScratch()
        let padded = bytes + [UInt8](repeating: 0, count: JSONText.padding)
        let result: Result? = padded.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return nil }
            var scanner = JSONScanner(start: start, count: bytes.count, scratch: scratch)
            do throws(JSONFault) {
                let result = try body(&scanner)
                try scanner.finish()
                return result
            } catch {
                return nil
            }
        }
        guard let result else { throw .notAResidual(key) }
        return result
    }

    private static func isSame(_ a: JSONTree, _ b: JSONTree) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.boolean(let x), .boolean(let y)): x == y
        case (.number(let x), .number(let y)), (.string(let x), .string(let y)): x == y
        case (.array(let x), .array(let y)): x.count == y.count && zip(x, y).allSatisfy { isSame($0, $1) }
        case (.object(let x), .object(let y)):
            x.count == y.count && zip(x, y).allSatisfy { $0.name == $1.name && isSame($0.value, $1.value) }
        default: false
        }
    }
}
