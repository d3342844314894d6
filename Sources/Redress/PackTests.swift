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
    }

    /// What a run came to.
    package struct Run {
        package var outcomes: [Outcome] = []
        /// Faults of packs that kept their tests from running, in order.
        package var diagnostics: [Diagnostic] = []
    }

    /// Runs the tests of every pack in these folders and below.
    package static func run(_ paths: [String]) -> Run {
        var run = Run()
        let files = DiskFiles()
        let loader = PolicyLoader(files: files)
        var folders: [String] = []
        for path in paths {
            let found = PolicyLoader.discover(path, files: files).packs
            folders += found.isEmpty ? [path] : found
        }
        var others: [String: Plan?] = [:]
        for folder in folders {
            let loading = PolicyPack.load(folder, with: loader)
            run.diagnostics += loading.diagnostics
            guard let pack = loading.pack else { continue }
            func other(_ id: String) -> Plan? {
                if id == pack.id { return pack.plan }
                if let known = others[id] { return known }
                let folder = pack.root.flatMap { root in PolicyPath.folder(ofPack: id).map { PolicyPath.join(root, $0) } }
                let plan = folder.flatMap { PolicyPack.load($0, with: loader).pack?.plan }
                others[id] = plan
                return plan
            }
            let (report, coverage) = TestRunner(pack.plan, otherPlan: other, fill: Filling().fill).run()
            run.outcomes.append(Outcome(pack: pack, report: report, coverage: coverage))
        }
        run.diagnostics = run.diagnostics.inOrder()
        return run
    }

    /// Runs the pack's tests without those for other packs.
    static func runner(_ pack: PolicyPack) -> TestRunner { TestRunner(pack.plan, fill: Filling().fill) }

    /// Reads a test's records as any others: written as JSON, read by the plan's schema. Keeps the memory that the frame's strings lie in.
    final class Filling {
        private let chunk = RecordChunk()
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

        func fill(_ test: TestCase, _ workspace: Workspace) -> TestRunner.Unreadable? {
            let writer = RecordTreeWriter(workspace.plan.policy.vocabulary)
            let reading = readings[ObjectIdentifier(workspace)] ?? Reading(workspace)
            readings[ObjectIdentifier(workspace)] = reading
            var subjects: [String?] = []
            all.clear()
            for (number, tree) in (test.history + [test.given]).enumerated() {
                let id = number < test.history.count ? "history-\(number + 1)" : "test"
                func fault(_ phrase: Phrase) -> TestRunner.Unreadable { TestRunner.Unreadable(fault: phrase, location: tree.location) }
                let record = writer.write(tree, id: id)
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
                all.append(slice, of: chunk)
            }
            // A record among another subject's would be a test of nothing.
            if let odd = subjects.dropLast().firstIndex(where: { $0 != subjects.last }) {
                return TestRunner.Unreadable(fault: Desk.otherSubject, location: test.history[odd].location)
            }
            all.pad()
            _ = reading.group.read(all, 0..<all.slices.count, all.slices.count - 1)
            return nil
        }
    }
}
