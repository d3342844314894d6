/// The members that an object of a record may have.
struct ObjectSchema: BitwiseCopyable {
    var names: KeyTable.Lookup
    /// By the number that `names` gives.
    var members: UnsafeMutablePointer<MemberSchema>
    /// Where its guesses begin among those of a reading: after which member which comes next.
    var guesses: Int
    /// The number of the member `type` of an event; -1 elsewhere.
    var type = -1
}

/// What a member is for.
struct MemberSchema: BitwiseCopyable {
    var role: Role
    /// For ``Role/fact`` and ``Role/eventFact``; a string for the others.
    var fact: FactSchema
    /// For ``Role/object``.
    var object: UnsafePointer<ObjectSchema>?
    /// The fact's slot in the frame, or its number within the event.
    var slot: Int
    /// The name as records write it most.
    var text = MemberText("")

    /// What most of its values look like.
    var plain = Plain.none

    /// A value that is read at once where it looks as most do; any other is read in full.
    enum Plain: UInt8, BitwiseCopyable {
        case none, text, name, day, boolean, number, id, eventDay
    }

    /// Notes what most values look like.
    mutating func expectPlain() {
        switch (role, fact.shape) {
        case (.on, _): plain = .eventDay
        case (.id, _): plain = .id
        case (.fact, .number), (.eventFact, .number): plain = .number
        case (.fact, .string), (.eventFact, .string): plain = .text
        case (.fact, .enumeration), (.eventFact, .enumeration): plain = .name
        case (.fact, .date), (.eventFact, .date): plain = .day
        case (.fact, .boolean), (.eventFact, .boolean): plain = .boolean
        default: plain = .none
        }
    }

    enum Role: UInt8, BitwiseCopyable {
        /// The record's own words.
        case id, kind, events, known
        /// A part of a fact's path that isn't the last.
        case object
        case fact
        /// An event's own words.
        case type, on, recorded
        case eventFact
    }
}

extension UnsafePointer<MemberSchema> {
    /// What the fact is that the member gives, where it stands.
    @inline(__always)
    var fact: UnsafePointer<FactSchema> {
        let offset = MemoryLayout<MemberSchema>.offset(of: \.fact) ?? 0
        return UnsafeRawPointer(self).advanced(by: offset).assumingMemoryBound(to: FactSchema.self)
    }
}
