import Diagnostics
import FEEL

/// What an expression comes to, as FEEL writes it, and why it is null.
struct Evaluated {
    let text: String
    let codes: [String]
    let isReadable: Bool

    init(_ expression: String, definitions: [Evaluator.Definition] = [], resultType: String? = nil) {
        let result = Evaluator().evaluate(expression, definitions: definitions, resultType: resultType)
        text = result.value.description
        codes = result.diagnostics.map(\.code)
        isReadable = result.isReadable
    }

    /// Whether it is null and says why.
    var isExplainedNull: Bool { isReadable && text == "null" && codes.contains { $0.hasPrefix("null-") } }
}
