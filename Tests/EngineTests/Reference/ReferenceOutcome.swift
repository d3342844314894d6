/// What a decision says, in a form that two interpreters can be compared by.
struct ReferenceOutcome: Hashable {
    struct Entry: Hashable {
        var day: Int
        var status: String
        var rule: Int
    }

    struct Measure: Hashable {
        /// Index into the vocabulary's measures.
        var type: Int
        var addressee: String?
        var status: String
        var modality: String
        var from: Int?
        var until: Int?
        var due: Int?
        var adjusted: [String]
        /// The rule that imposed it first.
        var rule: Int
        /// Every rule that had to do with it, first come first.
        var citations: [Int]
        var history: [Entry]
        /// The day of the event it was imposed for.
        var event: Int?
    }

    /// What was done against the text.
    struct Finding: Hashable {
        var kind: String
        var rules: [Int]
        /// The event's day.
        var event: Int?
        var measure: Int?
        var day: Int
    }

    struct Option: Hashable {
        var rule: Int
        var rules: Set<Int>
        var choices: [Int]
        var measures: [Int]
    }

    struct Conflict: Hashable {
        var kind: String
        var rules: [Int]
        /// Index into the vocabulary's measures; nil where it is no single one's.
        var measure: Int?
        var day: Int
    }

    var measures: [Measure] = []
    var options: Set<Option> = []
    /// Facts by rule.
    var undetermined: [Int: Set<String>] = [:]
    var conflicts: Set<Conflict> = []
    var findings: [Finding] = []
}
