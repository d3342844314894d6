import Diagnostics
import Engine
import Policy
import Records
import Redress
import Sample

/// What records are decided with: made once, used for input after input.
enum SampleRun {
    static let pack: PolicyPack? = {
        let loading = PolicyPack.load(SamplePolicy.folder, with: PolicyLoader(files: SamplePolicy.files))
        demand(loading.pack != nil, TerminalRenderer(language: .english).render(loading.diagnostics))
        return loading.pack
    }()
    private static let asOf = Day("2024-02-29")
    static let days = DecisionDays(asOf: asOf ?? Day(number: 0))
    private static let writer = pack.map { DecisionWriter($0.plan, asOf: days.asOf) }

    // libFuzzer calls from one thread.
    nonisolated(unsafe) static let scratch = JSONScratch()
    nonisolated(unsafe) static let lenient = pack.map { RecordDecoder($0.schema) }
    nonisolated(unsafe) static let strict = pack.map { RecordDecoder($0.schema, strict: true) }
    nonisolated(unsafe) static let workspace = pack.map { Workspace($0.plan, request: days.request) }

    /// The decision that a workspace holds, as its JSON.
    static func text(of workspace: Workspace) -> String {
        var out = OutputBuffer()
        writer?.write(workspace, to: &out)
        var table = OutputBuffer()
        DecisionCSV.write(workspace.decision(), to: &table)
        return out.string
    }
}
