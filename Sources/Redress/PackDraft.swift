import Diagnostics
import Engine
import Policy

/// A new locality's pack, ready to edit, that passes `check` and `test` as it stands.
package struct PackDraft: Sendable {
    /// Where it goes, as an absolute path, and what its id is there.
    package var folder: String
    package var id: String
    /// Texts by path below the folder.
    package var files: [(path: String, text: String)]

    /// What keeps a draft from being made.
    package enum Fault: Error {
        /// The pack to extend isn't found above the folder.
        case notFound(id: String)
        /// The pack to extend has faults of its own.
        case faulty([Diagnostic])
        /// The folder's place says another id.
        case otherID(expected: String)
        /// A part of the folder's path can't be part of an id.
        case badName(String)
    }

    /// - Parameters:
    ///   - folder: an absolute path; nothing needs to be there.
    ///   - extended: the id of a pack that stands above it.
    ///   - id: what the pack is to be called; nil for what its place says.
    package init(folder: String, extends extended: String, id: String? = nil) throws(Fault) {
        self.folder = PolicyPath.trimmed(folder)
        let files = DiskFiles()
        guard let below = PolicyPath.folder(ofPack: extended) else { throw .badName(extended) }
        var names: [String] = []
        var root = self.folder
        var found: PolicyPack?
        while let (parent, name) = PolicyPath.split(root) {
            names.insert(name, at: 0)
            root = parent
            let path = PolicyPath.join(root, below)
            guard (try? files.read(PolicyPath.join(path, "pack.yaml"))) != nil else { continue }
            let loading = PolicyPack.load(path, tests: .read)
            guard let pack = loading.pack else { throw .faulty(loading.diagnostics) }
            found = pack
            break
        }
        guard let superior = found else { throw .notFound(id: extended) }
        if let bad = names.first(where: { $0.contains(".") || !PolicyPath.isPart($0) }) { throw .badName(bad) }
        let expected = names.joined(separator: ".")
        if let id, id != expected { throw .otherID(expected: expected) }
        self.id = expected
        self.files = PackDraftText(id: expected, superior: superior, example: DraftExample(superior)).files
    }
}

/// A rule of the pack above and a case in which it acts: what a draft refines, and tries.
struct DraftExample {
    var rule: String
    /// The case, nil where no test of the pack above reaches a rule that imposes something.
    var given: RecordTree?
    var day: Int32 = 0
    var measure = ""
    var status = ""

    /// Nil where the pack above has no rules.
    init?(_ superior: PolicyPack) {
        guard let first = superior.plan.policy.rules.first else { return nil }
        rule = first.name
        let workspace = Workspace(superior.plan, request: DecisionRequest(asOf: 0))
        let filling = PackTests.Filling()
        for test in superior.plan.policy.layers.last?.tests ?? [] {
            guard filling.fill(test.given, workspace) == nil else { continue }
            for day in test.then {
                workspace.ask(DecisionRequest(asOf: day.day))
                workspace.decide()
                let measures = workspace.decision().measures
                // A measure that stands once, so that its expectation can mean nothing else.
                guard let shown = measures.first(where: { measure in measures.count { $0.measure == measure.measure } == 1 }) else { continue }
                (rule, given, self.day, measure, status) = (shown.rule, test.given, day.day, shown.measure, shown.status)
                return
            }
        }
    }
}
