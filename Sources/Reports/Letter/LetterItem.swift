import Policy

/// One thing that a letter tells of, by its fields; those that are absent aren't there.
struct LetterItem: Sendable {
    var fields: [LetterField: [Inline]]
    /// Of something about an event: its number.
    var event: Int?
    /// Of an event: whether it relieves of something.
    var relieves = false

    init(_ fields: [LetterField: [Inline]?], event: Int? = nil) {
        self.fields = fields.compactMapValues { $0 }.filter { !$0.value.isEmpty }
        self.event = event
    }
}
