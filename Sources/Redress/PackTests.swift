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
        let seating = Seating()
        func plan(_ id: String, below root: String?) -> Plan? {
            if let known = others[id] { return known }
            let folder = root.flatMap { root in PolicyPath.folder(ofPack: id).map { PolicyPath.join(root, $0) } }
            let pack = folder.flatMap { PolicyPack.load($0, with: loader).pack }
            if let pack { seating.add(pack) }
            others[id] = pack?.plan
            return pack?.plan
        }
        for folder in folders {
            let loading = PolicyPack.load(folder, with: loader)
            run.diagnostics += loading.diagnostics
            guard let pack = loading.pack else { continue }
            let filling = Filling()
            seating.add(pack)
            let runner = TestRunner(
                pack.plan, otherPlan: { $0 == pack.id ? pack.plan : plan($0, below: pack.root) }, fill: { filling.fill($0, $1) },
                seat: { seating.seat($0, $1, $2) })
            var (report, coverage) = runner.run()
            let (cases, assessments) = AssessmentTestRunner(pack.plan, fill: { filling.fill($0, $1) }, law: { pack.under(law: $0).plan }).run()
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
                TestRunner.shared(
                    load.tests, of: vocabulary.name, plan: { plan($0, below: root) }, fill: { filling.fill($0, $1) },
                    seat: { seating.seat($0, $1, $2) }))
        }
        run.diagnostics = run.diagnostics.inOrder()
        return run
    }

    /// Runs the pack's tests without those for other packs.
    static func runner(_ pack: PolicyPack) -> TestRunner {
        let seating = Seating()
        seating.add(pack)
        return TestRunner(pack.plan, fill: Filling().fill, seat: { seating.seat($0, $1, $2) })
    }

    /// Finds the law of a day for the tests of dated packs.
    final class Seating {
        private let chunk = RecordChunk()
        private var benches: [ObjectIdentifier: CaseBench] = [:]

        /// A pack that isn't dated decides every day by one plan, and needs no finding.
        func add(_ pack: PolicyPack) {
            let isDated = !pack.editions.isEmpty || pack.plan.policy.runningCases != nil
            if isDated { benches[ObjectIdentifier(pack.plan)] = CaseBench(pack, DecisionRequest(asOf: 0), isStrict: true) }
        }

        func seat(_ tree: RecordTree, _ day: Int32, _ plan: Plan) -> Workspace? {
            guard let bench = benches[ObjectIdentifier(plan)] else { return nil }
            var reader = RecordReader(.bytes(RecordTreeWriter(plan.policy.vocabulary).write(tree, id: "test").bytes))
            guard (try? reader.fill(chunk)) == true, chunk.slices.count == 1, let slice = chunk.slices.first else { return nil }
            bench.ask(DecisionRequest(asOf: day))
            guard case .ok = bench.read(chunk, slice) else { return nil }
            bench.settle(chunk, slice)
            return bench.workspace
        }
    }

    /// Reads a test's record as any other: written as JSON, read by the plan's schema. Keeps the memory that the frame's strings lie in.
    final class Filling {
        private let chunk = RecordChunk()
        private var decoders: [ObjectIdentifier: RecordDecoder] = [:]

        func fill(_ tree: RecordTree, _ workspace: Workspace) -> Phrase? {
            let plan = workspace.plan
            let record = RecordTreeWriter(plan.policy.vocabulary).write(tree, id: "test")
            var reader = RecordReader(.bytes(record.bytes))
            do throws(SystemFault) {
                _ = try reader.fill(chunk)
            } catch {
                return error.phrase
            }
            guard chunk.slices.count == 1, let slice = chunk.slices.first else {
                return Phrase(zh: "不是一条记录", en: "this isn't one record")
            }
            let decoder = decoders[ObjectIdentifier(plan)] ?? RecordDecoder(RecordSchema(plan), strict: true)
            decoders[ObjectIdentifier(plan)] = decoder
            guard case .rejected(let reject) = decoder.decode(chunk, slice, into: workspace.frame) else { return nil }
            let path = reject.path.map { "\($0): " } ?? ""
            return Phrase(zh: path + reject.reason.zh, en: path + reject.reason.en)
        }
    }
}
