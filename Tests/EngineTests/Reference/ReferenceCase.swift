/// A record and its events, and the days that are asked for.
struct ReferenceCase: Sendable {
    struct Event: Sendable, Hashable {
        /// Index into the vocabulary's events.
        var type: Int
        var on: Int
        var recorded: Int?
        /// By index; nil is unknown.
        var facts: [ReferenceValue?]
    }

    var id = "own"
    var kind = 0
    /// When it came to be known; nil is when it begins.
    var recorded: Int?
    /// By slot; nil is unknown.
    var facts: [ReferenceValue?]
    var events: [Event] = []
    var asOf: Int
    var law: Int?
    var known: Int?
    /// The subject's other records, those that stand before it in a file and those behind it.
    var before: [ReferenceCase] = []
    var after: [ReferenceCase] = []
}
