import Diagnostics
import Engine
import Policy
import Records

/// A policy pack, loaded and compiled: decides records from any number of tasks at once.
///
/// ```swift
/// let loading = PolicyPack.load("rules/cn/shaanxi/zhashui")
/// guard let pack = loading.pack, let day = Day("2024-06-30") else { return report(loading.diagnostics) }
/// let result = pack.decide(recordJSON, asOf: day)
/// ```
///
/// A pack never changes. To take in an edited one, load anew and use the new value from then on; decisions under way keep theirs.
public struct PolicyPack: Sendable {
    package let plan: Plan
    package let root: String?
    package let schema: RecordSchema
    let desks: DeskPool
    /// The pack under the law of each day, ascending; empty where nothing in it is dated. Then `plan` is that of the last.
    package let editions: [Edition]

    /// What the pack is under the law of the days from one on.
    package struct Edition: Sendable {
        /// Days since 1970-01-01; the first edition's is the least there is.
        package var from: Int32
        package var pack: PolicyPack
    }

    /// The pack as it is under the law of a day.
    package func under(law day: Int32) -> PolicyPack { editions.last { $0.from <= day }?.pack ?? self }

    /// The next day on which the pack says something else than under the law of a day; nil where it never does.
    package func lawChanges(after day: Int32) -> Int32? { editions.first { $0.from > day }?.from }

    /// The pack's id, such as `cn.shaanxi.zhashui`.
    public var id: String { plan.policy.id }

    /// `sha256:` and 64 digits over every file that can affect a decision.
    public var digest: String { plan.policy.digest }

    /// The instrument's title.
    public var title: Phrase { plan.policy.layers.last?.title ?? Phrase(same: id) }

    /// What loading gave: a pack, unless there are errors, and everything that was found.
    public struct Loading: Sendable {
        public var pack: PolicyPack?
        /// In order of file, place and code.
        public var diagnostics: [Diagnostic]
    }

    /// Loads and compiles the pack of a folder with all that it extends. Reads files, but not the packs' tests; prints nothing; never fails
    /// otherwise than by diagnostics.
    /// - Parameter path: the pack's folder, or its `pack.yaml`.
    public static func load(_ path: String) -> Loading { load(path, tests: .left) }

    /// - Parameter tests: whether it comes with the packs' tests, for those who look at them.
    package static func load(_ path: String, tests: PackTestReading) -> Loading { load(path, with: PolicyLoader(files: DiskFiles(), tests: tests)) }

    package static func load(_ path: String, with loader: PolicyLoader) -> Loading {
        let load = loader.load(path)
        guard load.policy != nil else { return Loading(pack: nil, diagnostics: load.diagnostics) }
        let typed = load.editions.map(\.typed)
        let diagnostics = (load.diagnostics + PolicyCheck.findings(typed, besides: load.diagnostics)).inOrder()
        if diagnostics.contains(where: { $0.severity == .error }) { return Loading(pack: nil, diagnostics: diagnostics) }
        return Loading(pack: PolicyPack(load.editions.map { ($0.from, $0.typed) }, root: load.root), diagnostics: diagnostics)
    }
}

extension PolicyPack {
    /// Compiles a pack.
    /// - Parameter laws: what it is under the law of the days from each on, ascending; one where nothing in it is dated. Nil without any.
    package init?(_ laws: [(from: Int32, typed: TypedPolicy)], root: String? = nil) {
        let packs = laws.map { law in
            let plan = Plan(law.typed)
            return PolicyPack(plan: plan, root: root, schema: RecordSchema(plan), desks: DeskPool(), editions: [])
        }
        guard let last = packs.last else { return nil }
        let editions = packs.count > 1 ? zip(laws, packs).map { Edition(from: $0.from, pack: $1) } : []
        self.init(plan: last.plan, root: root, schema: last.schema, desks: DeskPool(), editions: editions)
    }
}
