/// Where in a record a fault lies, put together from the inside out while readers give up one after another.
struct FieldPath {
    private var steps: [Step] = []

    enum Step {
        case name(JSONText)
        case word(StaticString)
        case element(Int)
    }

    mutating func removeAll() {
        if !steps.isEmpty { steps.removeAll(keepingCapacity: true) }
    }

    /// Adds the step that leads to those added before.
    mutating func add(_ step: Step) { steps.append(step) }

    /// `events[2].on`; nil for the record as a whole.
    var text: String? {
        if steps.isEmpty { return nil }
        var text = ""
        for step in steps.reversed() {
            switch step {
            case .name(let name): text += (text.isEmpty ? "" : ".") + name.shown
            case .word(let word): text += (text.isEmpty ? "" : ".") + word.description
            case .element(let index): text += "[\(index)]"
            }
        }
        return text
    }
}
