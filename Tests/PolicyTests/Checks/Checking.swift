import Diagnostics
import Policy
import Testing
import _TestSupport

/// Everything that reading, layering, typing and checks find in a pack.
enum Checking {
    static func findings(_ pack: String, _ files: any PolicyFiles) -> [Diagnostic] {
        let load = PolicyLoader.load(pack, files: files)
        guard let policy = load.policy else { return load.diagnostics }
        let typed = TypedPolicy(policy)
        return (load.diagnostics + typed.diagnostics + PolicyChecks.findings(typed, besides: load.diagnostics)).inOrder()
    }

    /// What is found in a marked file beside the local pack's.
    static func inMore(_ marked: String) -> [Diagnostic] {
        findings("rules/state/town", Fixture.files([path: MarkedText(marked).text]))
    }

    static let path = "rules/state/town/more.yaml"
}

/// Expects these findings at the marked places of a file beside the local pack's, and no others.
func expectFindings(_ marked: String, _ codes: String..., place: SourceLocation = #_sourceLocation) {
    let found = Found(Checking.inMore(marked), in: Checking.path, MarkedText(marked).text)
    #expect(found == Found(codes: codes, marked: marked), sourceLocation: place)
}

/// A rule of the local pack, with a clause and an action that suit every check.
func rule(_ name: String = "r", _ lines: String..., then: String = "{impose: fine}") -> String {
    "  \(name):\n    clause: t1\n" + lines.map { "    \($0)\n" }.joined() + "    then: \(then)\n"
}
