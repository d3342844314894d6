import Diagnostics
import Policy
import Testing

/// What a pack leaves packs below to do with a parameter. The corpus holds what is said of each fault.
@Suite struct CompetenceTests {
    /// The codes found in a pack below that sets `days` (`@"P10D"` above) and `list` (`[1, 2]`).
    private static func codes(above: String, below: String) -> [String] {
        let files = MemoryFiles([
            "rules/library/vocabulary.yaml": """
            vocabulary: library
            language: 1
            title: {zh: 图书馆, en: Library}
            records:
              loan:
                label: {zh: 借阅, en: loan}
                day: loan.made
                subject: reader.id
                facts: {reader.id: {type: string, label: {zh: 读者, en: reader}}, loan.made: {type: date, label: {zh: 借出, en: made}}}
            measures:
              fine: {kind: obligation, label: {zh: 罚款, en: fine}}
            """,
            "rules/state/pack.yaml": """
            pack: state
            vocabulary: library
            clauses: {a1: {cite: 第1条, class: operative, zh: 交款, en: Pay}}
            parameters:
              \(above)
            rules:
              pays: {clause: a1, when: days > @"P0D" and count(list) > 0, then: [{impose: fine}]}
            """,
            "rules/town/pack.yaml": """
            pack: town
            extends: state
            clauses: {b1: {cite: 第2条, class: programmatic, zh: 另定, en: Set here, because: {zh: 无, en: none}}}
            set:
              \(below)
            """,
        ])
        let load = PolicyLoader.load("rules/town", files: files)
        guard let policy = load.policy else { return load.diagnostics.map(\.code) }
        return (load.diagnostics + TypedPolicy(policy).diagnostics).map(\.code)
    }

    private static func days(_ competence: String, _ value: String) -> [String] {
        codes(
            above: "days: {value: '@\"P10D\"', stated: false, clause: a1\(competence)}\n  list: {value: '[1, 2]', stated: false, clause: a1}",
            below: "days: {value: '\(value)', stated: false}")
    }

    private static func list(_ value: String) -> [String] {
        codes(
            above:
                "days: {value: '@\"P10D\"', stated: false, clause: a1}\n  list: {value: '[1, 2]', stated: false, clause: a1, localities may only: add}",
            below: "list: {value: '\(value)', stated: false}")
    }

    @Test func nothingSaidLeavesEverything() { #expect(Self.days("", "@\"P99D\"") == []) }

    @Test(arguments: [("@\"P5D\"", true), ("@\"P20D\"", true), ("@\"P4D\"", false), ("@\"P21D\"", false)])
    func aRange(_ value: String, isIn: Bool) {
        #expect(Self.days(", localities may set: '[@\"P5D\"..@\"P20D\"]'", value) == (isIn ? [] : ["beyond-competence"]))
    }

    @Test func aListOfValues() {
        let left = ", localities may set: '@\"P5D\", @\"P15D\"'"
        #expect(Self.days(left, "@\"P15D\"") == [])
        #expect(Self.days(left, "@\"P10D\"") == ["beyond-competence"])
    }

    @Test func noValueAtAll() {
        #expect(Self.days(", localities may set: none", "@\"P10D\"") == ["beyond-competence"])
        #expect(Self.days(", 下级可设: 无", "@\"P10D\"") == ["beyond-competence"])
    }

    @Test(arguments: [
        ("shorter", "tighten", "@\"P9D\"", true), ("shorter", "tighten", "@\"P11D\"", false), ("longer", "tighten", "@\"P11D\"", true),
        ("longer", "tighten", "@\"P9D\"", false), ("shorter", "loosen", "@\"P11D\"", true), ("shorter", "loosen", "@\"P9D\"", false),
        ("shorter", "tighten", "@\"P10D\"", true),
    ])
    func oneWay(_ sharper: String, _ direction: String, _ value: String, isLeft: Bool) {
        let found = Self.days(", sharper: \(sharper), localities may only: \(direction)", value)
        #expect(found == (isLeft ? [] : ["beyond-competence"]))
    }

    @Test func oneWayWithinARange() {
        let left = ", sharper: shorter, localities may only: tighten, localities may set: '[@\"P5D\"..@\"P20D\"]'"
        #expect(Self.days(left, "@\"P5D\"") == [])
        #expect(Self.days(left, "@\"P4D\"") == ["beyond-competence"])
        #expect(Self.days(left, "@\"P15D\"") == ["beyond-competence"])
    }

    @Test func onlyMore() {
        #expect(Self.list("[2, 3, 1]") == [])
        #expect(Self.list("[1, 3]") == ["beyond-competence"])
        #expect(Self.list("5") == ["beyond-competence"])
    }

    @Test func aSettingLeavesLessToThoseBelowIt() throws {
        // The explanation of a value needs every step that led to it.
        let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
        let policy = try #require(PolicyLoader.load("\(root)/rules/cn/shaanxi/zhashui", files: DiskFiles()).policy)
        let parameter = try #require(policy.parameters.first { $0.name == "rectification period" })
        #expect(parameter.settings.map(\.layer) == [0, 1])
        #expect(parameter.settings.first?.competence != nil)
        #expect(parameter.sharper == .shorter)
    }
}
