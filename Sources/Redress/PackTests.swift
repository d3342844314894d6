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
        private var benches: [ObjectIdentifier: CaseBench] = [:]
        private var readings: [ObjectIdentifier: GivenReading] = [:]

        /// A pack that isn't dated decides every day by one plan, and needs no finding.
        func add(_ pack: PolicyPack) {
            let isDated = !pack.editions.isEmpty || pack.plan.policy.runningCases != nil
            if isDated { benches[ObjectIdentifier(pack.plan)] = CaseBench(pack, DecisionRequest(asOf: 0), isStrict: true) }
        }

        func seat(_ given: TestRunner.Given, _ day: Int32, _ plan: Plan) -> Workspace? {
            guard let bench = benches[ObjectIdentifier(plan)] else { return nil }
            let reading = readings[ObjectIdentifier(plan)] ?? GivenReading(plan)
            readings[ObjectIdentifier(plan)] = reading
            guard case .success(let place) = reading.read(given) else { return nil }
            bench.ask(DecisionRequest(asOf: day))
            guard case .ok = bench.read(reading.chunk, 0..<reading.chunk.slices.count, place) else { return nil }
            bench.settle(reading.chunk, reading.chunk.slices[place])
            return bench.workspace
        }
    }

    /// Reads a test's records as any others: written as JSON, read by the plan's schema. Keeps the memory that the frame's strings lie in.
    final class Filling {
        private var readings: [ObjectIdentifier: Reading] = [:]

        /// What one workspace is filled with, which it keeps.
        private final class Reading {
            let given: GivenReading
            let group: CaseGroup

            init(_ workspace: Workspace) {
                given = GivenReading(workspace.plan)
                let schema = RecordSchema(workspace.plan)
                group = CaseGroup(schema, RecordDecoder(schema, strict: true), workspace, strict: true)
            }
        }

        func fill(_ given: TestRunner.Given, _ workspace: Workspace) -> TestRunner.Unreadable? {
            let reading = readings[ObjectIdentifier(workspace)] ?? Reading(workspace)
            readings[ObjectIdentifier(workspace)] = reading
            switch reading.given.read(given) {
            case .failure(let unreadable): return unreadable
            case .success(let place):
                let chunk = reading.given.chunk
                _ = reading.group.read(chunk, 0..<chunk.slices.count, place)
                return nil
            }
        }
    }
}
