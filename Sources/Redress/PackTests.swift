import Diagnostics
import Engine
import Policy
import Records
import Reports

/// Runs the tests that packs carry with them.
package struct PackTests {
    /// One pack's outcome.
    package struct Outcome {
        package var pack: PolicyPack
        package var report: TestReport
        package var coverage: CoverageObserver
        package var assessments: AssessmentCoverage
    }

    /// What a run came to.
    package struct Run {
        package var outcomes: [Outcome] = []
        /// Of the tests that stand beside vocabularies, each record under several packs.
        package var shared: [TestReport] = []
        /// Faults of packs that kept their tests from running, in order.
        package var diagnostics: [Diagnostic] = []
    }

    /// Runs the tests of every pack in these folders and below.
    package static func run(_ paths: [String]) -> Run {
        var run = Run()
        let files = DiskFiles()
        let loader = PolicyLoader(files: files)
        var folders: [String] = []
        var vocabularies: [String] = []
        for path in paths {
            let found = PolicyLoader.discover(path, files: files)
            vocabularies += found.vocabularies
            folders += found.packs.isEmpty && found.vocabularies.isEmpty ? [path] : found.packs
        }
        var others: [String: Plan?] = [:]
        func plan(_ id: String, below root: String?) -> Plan? {
            if let known = others[id] { return known }
            let folder = root.flatMap { root in PolicyPath.folder(ofPack: id).map { PolicyPath.join(root, $0) } }
            let plan = folder.flatMap { PolicyPack.load($0, with: loader).pack?.plan }
            others[id] = plan
            return plan
        }
        for folder in folders {
            let loading = PolicyPack.load(folder, with: loader)
            run.diagnostics += loading.diagnostics
            guard let pack = loading.pack else { continue }
            let filling = Filling()
            let runner = TestRunner(
                pack.plan, otherPlan: { $0 == pack.id ? pack.plan : plan($0, below: pack.root) }, fill: { filling.fill($0, $1) })
            var (report, coverage) = runner.run()
            let (cases, assessments) = AssessmentTestRunner(pack.plan, fill: { filling.fill($0, $1) }).run()
            report.cases += cases
            run.outcomes.append(Outcome(pack: pack, report: report, coverage: coverage, assessments: assessments))
        }
        for folder in vocabularies {
            let load = loader.loadVocabulary(folder)
            run.diagnostics += load.diagnostics
            guard let vocabulary = load.vocabulary, !load.tests.isEmpty, !load.diagnostics.contains(where: { $0.severity == .error }) else {
                continue
            }
            let (root, filling) = (PolicyPath.parent(of: folder), Filling())
            run.shared.append(
                TestRunner.shared(load.tests, of: vocabulary.name, plan: { plan($0, below: root) }, fill: { filling.fill($0, $1) }))
        }
        run.diagnostics = run.diagnostics.inOrder()
        return run
    }

    /// Runs the pack's tests without those for other packs.
    static func runner(_ pack: PolicyPack) -> TestRunner { TestRunner(pack.plan, fill: Filling().fill) }

    /// Reads a test's records as any others: written as JSON, read by the plan's schema. Keeps the memory that the frame's strings lie in.
    final class Filling {
        private let chunk = RecordChunk()
        /// What has been read, and what of it is about the subject.
        private let read = RecordChunk()
        private let all = RecordChunk()
        private var readings: [ObjectIdentifier: Reading] = [:]

        /// What one workspace is filled with, which it keeps.
        private final class Reading {
            let probe: SubjectProbe
            let decoder: RecordDecoder
            let group: CaseGroup

            init(_ workspace: Workspace) {
                let schema = RecordSchema(workspace.plan)
                probe = SubjectProbe(schema)
                decoder = RecordDecoder(schema, strict: true)
                group = CaseGroup(schema, decoder, workspace, strict: true)
            }
        }

        func fill(_ given: TestRunner.Given, _ workspace: Workspace) -> TestRunner.Unreadable? {
            let writer = RecordTreeWriter(workspace.plan.policy.vocabulary)
            let reading = readings[ObjectIdentifier(workspace)] ?? Reading(workspace)
            readings[ObjectIdentifier(workspace)] = reading
            var subjects: [String?] = []
            read.clear()
            for (number, tree) in given.records.enumerated() {
                func fault(_ phrase: Phrase) -> TestRunner.Unreadable { TestRunner.Unreadable(fault: phrase, location: tree.location) }
                let record = writer.write(tree, id: number == given.place ? "test" : "history-\(number + 1)")
                var reader = RecordReader(.bytes(record.bytes))
                do throws(SystemFault) {
                    _ = try reader.fill(chunk)
                } catch {
                    return fault(error.phrase)
                }
                guard chunk.slices.count == 1, let slice = chunk.slices.first else {
                    return fault(Phrase(zh: "不是一条记录", en: "this isn't one record"))
                }
                if case .rejected(let reject) = reading.decoder.decode(chunk, slice, into: workspace.frame) {
                    let path = reject.path.map { "\($0): " } ?? ""
                    return fault(Phrase(zh: path + reject.reason.zh, en: path + reject.reason.en))
                }
                subjects.append(reading.probe.subject(of: chunk, slice)?.text.string)
                read.append(slice, of: chunk)
            }
            let subject = subjects[given.place]
            let own = subjects.indices.filter { $0 == given.place || (subject != nil && subjects[$0] == subject) }
            // A record among another subject's would be a test of nothing.
            if given.isOneSubject, let odd = subjects.indices.first(where: { subjects[$0] != subject }) {
                return TestRunner.Unreadable(fault: Desk.otherSubject, location: given.records[odd].location)
            }
            read.pad()
            all.clear()
            for number in own { all.append(read.slices[number], of: read) }
            all.pad()
            _ = reading.group.read(all, 0..<all.slices.count, own.firstIndex(of: given.place) ?? 0)
            return nil
        }
    }
}
