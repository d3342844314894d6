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

    var kind = 0
    /// By slot; nil is unknown.
    var facts: [ReferenceValue?]
    var events: [Event] = []
    var asOf: Int
    var law: Int?
    var known: Int?
}
