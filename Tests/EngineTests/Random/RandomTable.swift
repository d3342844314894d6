import FEEL
import Policy
import _TestSupport

/// Decision tables over the sample vocabulary, of every hit policy, with inputs that are often unknown.
struct RandomTable {
    var table: DecisionTable
    var result: Result

    /// What a table comes to.
    enum Result {
        case truth, duration, number, texts
    }

    /// Names of tables by what they come to.
    struct Names {
        var truths: [String] = []
        var durations: [String] = []
        var numbers: [String] = []
        var lists: [String] = []

        mutating func add(_ name: String, _ result: Result) {
            switch result {
            case .truth: truths.append(name)
            case .duration: durations.append(name)
            case .number: numbers.append(name)
            case .texts: lists.append(name)
            }
        }

        /// A condition that reads one of them.
        func condition(_ generator: inout SeededGenerator) -> String? {
            var all = truths
            all += numbers.map { "\($0) \(generator.pick(["=", ">=", "<"])) \(generator.number(0...4))" }
            all += lists.map { name in
                let texts = (0..<generator.number(0...2)).map { _ in "\"\(generator.pick(["a", "b", "c"]))\"" }
                return "\(name) = [\(texts.joined(separator: ", "))]"
            }
            all += lists.map { "\"\(generator.pick(["a", "b", "c"]))\" in \($0)" }
            return all.isEmpty ? nil : "(\(generator.pick(all)))"
        }
    }

    static func table(_ generator: inout SeededGenerator, _ definitions: [String]) -> RandomTable {
        let result = generator.pick([Result.truth, .duration, .duration, .number, .texts])
        let policies: [HitPolicy] =
            switch result {
            case .truth: [.unique, .any, .first, .priority]
            case .duration: [.unique, .any, .first, .priority, .sum, .min, .max]
            case .number: [.count, .sum, .min, .max, .first]
            case .texts: [.collect, .ruleOrder, .outputOrder]
            }
        let hit = generator.pick(policies)
        let columns = (0..<generator.number(1...3)).map { _ in column(&generator, definitions) }
        let values = hit.isRanked ? listed(result) : []
        let rows = (0..<generator.number(1...5)).map { _ in
            DecisionTable.Row(
                tests: columns.map { WrittenExpression(generator.pick($0.tests)) },
                outputs: [WrittenExpression(output(&generator, result, isListed: !values.isEmpty))])
        }
        let fallback = hit != .count && generator.chance(40) ? [WrittenExpression(output(&generator, result, isListed: !values.isEmpty))] : nil
        return RandomTable(
            table: DecisionTable(
                hit: hit, inputs: columns.map { WrittenExpression($0.input) },
                outputs: [DecisionTable.Output(values: values.map { WrittenExpression($0) })], rows: rows, fallback: fallback),
            result: result)
    }

    private static func column(_ generator: inout SeededGenerator, _ definitions: [String]) -> (input: String, tests: [String]) {
        switch generator.number(0...5) {
        case 0, 1:
            return ("breach.loss", ["-", "< 50", ">= 100", "[50..threshold]", "50, 100", "not(100)", "? > 50", "< 50, > threshold"])
        case 2: return ("breach.impact", ["-", "\"minor\"", "\"major\", \"severe\"", "not(\"severe\")"])
        case 3: return ("breach.occurred", ["-", "< @\"\(date(0))\"", ">= @\"\(date(-12))\"", "null"])
        case 4: return (generator.pick(["has(\"published\")", "number of(\"reviewed\") > 1"]), ["-", "true", "false"])
        default: return (generator.pick(["breach.serious", "under repair", "objection upheld"] + definitions), ["-", "true", "false", "not(true)"])
        }
    }

    /// A day so many days from that around which everything happens.
    private static func date(_ days: Int) -> String { CivilDay.text(Int32(SampleVocabulary.day + days)) }

    private static func listed(_ result: Result) -> [String] {
        switch result {
        case .truth: ["false", "true"]
        case .duration: ["@\"P9D\"", "@\"P3D\"", "@\"P0D\""]
        case .number: ["2", "1", "0"]
        case .texts: ["\"b\"", "\"a\"", "\"c\""]
        }
    }

    private static func output(_ generator: inout SeededGenerator, _ result: Result, isListed: Bool) -> String {
        if isListed, generator.chance(85) { return generator.pick(listed(result)) }
        switch result {
        case .truth: return generator.pick(["true", "false", "breach.serious", "under repair"])
        case .duration: return generator.pick(isListed ? ["breach.grace"] : ["@\"P3D\"", "@\"P9D\"", "@\"P0D\"", "grace", "breach.grace"])
        case .number: return generator.pick(["0", "1", "2", "breach.loss"])
        case .texts: return generator.pick(isListed ? ["breach.impact"] : ["\"a\"", "\"b\"", "\"c\"", "breach.impact"])
        }
    }
}
