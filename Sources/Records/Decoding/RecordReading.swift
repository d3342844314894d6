import Engine
import FEEL

/// The reading of one record after another: walks a record's members by its schema and fills a frame. Allocates nothing once it has grown.
///
/// Faults are two words, for they pass through every level; what was wrong with a field stands in `problem`, the way to it in `path`.
struct RecordReading: ~Copyable {
    let schema: RecordSchema
    let isStrict: Bool
    var kind = 0
    /// The record's id, empty while it hasn't been met.
    var id: JSONText
    /// Whether the record said its kind.
    var hasKind = false
    var problem: FieldProblem?
    var path = FieldPath()
    var unknownNames = UnknownNames()

    /// The event being read: its days, ``CivilDate/invalid10`` while they haven't been met.
    var eventDay = CivilDate.invalid10
    var eventRecorded = CivilDate.invalid10
    /// Its facts, by their numbers.
    let eventFacts: UnsafeMutablePointer<Value>
    /// By object and member: the number of the member that followed it last time.
    let guesses: UnsafeMutablePointer<Int32>
    /// Where its day stands, in bytes from the record's first.
    var eventOffset = 0
    /// The same for all events of the record.
    let eventOffsets = TrivialBuffer<Int>()
    /// The frame's facts.
    var slots: UnsafeMutablePointer<Value>
    var earliestEvent = Int32.max
    /// An event lies before the day that the kind of record names.
    var hasEarlyEvent = false
    let typeText = MemberText("type")
    let dayText = MemberText("on")
    /// Elements of the lists being read.
    var elements: [Value] = []

    init(_ schema: RecordSchema, strict: Bool) {
        self.schema = schema
        isStrict = strict
        let facts = max(1, schema.eventFactLimit)
        eventFacts = .allocate(capacity: facts)
        eventFacts.initialize(repeating: .unknownInGeneral, count: facts)
        guesses = .allocate(capacity: schema.guessCount)
        guesses.initialize(repeating: 0, count: schema.guessCount)
        id = Self.noText
        // Until the first record is read.
        slots = eventFacts
    }

    deinit {
        eventOffsets.free()
        eventFacts.deallocate()
        guesses.deallocate()
    }

    private static var noText: JSONText {
        let empty: StaticString = ""
        return JSONText(start: empty.utf8Start, count: 0)
    }

    /// Reads the record under the scanner as one of some kind.
    mutating func read(_ scanner: inout JSONScanner, into frame: Frame, kind: Int) throws(JSONFault) {
        frame.begin()
        frame.kind = kind
        slots = frame.owner.ref.pointee.slots
        self.kind = kind
        id = Self.noText
        hasKind = false
        problem = nil
        path.removeAll()
        unknownNames.reset()
        eventOffsets.removeAll()
        earliestEvent = .max
        hasEarlyEvent = false
        if !elements.isEmpty { elements.removeAll(keepingCapacity: true) }

        guard kind < schema.kindCount, scanner.peek() == UInt8(ascii: "{") else { throw mismatch(.object, &scanner) }
        try readObject(&scanner, schema.records + kind, frame)
        try scanner.finish()
        guard id.count > 0 else {
            path.add(.word("id"))
            throw refused(.missingID, at: 0)
        }
        frame.id = .string(id.start, count: id.count)
        let notBefore = schema.notBefore[kind]
        if notBefore >= 0, frame.isSet(notBefore) { hasEarlyEvent = Int64(earliestEvent) < frame[notBefore].bits }
    }

    /// The members of an object whose `{` comes next.
    mutating func readObject(
        _ scanner: inout JSONScanner, _ object: UnsafePointer<ObjectSchema>, _ frame: Frame
    ) throws(JSONFault) {
        let more = try scanner.beginObject()
        try readMembers(&scanner, object, frame, more, after: nil)
    }

    /// The members of an object up to its end. `more` says whether one follows, `first` is the one that has been read.
    mutating func readMembers(
        _ scanner: inout JSONScanner, _ object: UnsafePointer<ObjectSchema>, _ frame: Frame, _ more: Bool, after first: Int?
    ) throws(JSONFault) {
        var way = MemberWay(guesses + object.pointee.guesses)
        if let first {
            _ = first < 64 && way.meet(first)
            way.goOn(behind: first)
        }
        let mark = unknownNames.begin()
        var more = more
        while more {
            if readPlainMembers(&scanner, object.pointee.members, &way) {
                try readMember(&scanner, object, frame, &way, mark)
            }
            more = try scanner.nextMember()
        }
        unknownNames.end(mark)
    }

    /// One member, by its name.
    @inline(never)
    private mutating func readMember(
        _ scanner: inout JSONScanner, _ object: UnsafePointer<ObjectSchema>, _ frame: Frame, _ way: inout MemberWay, _ mark: Int
    ) throws(JSONFault) {
        let name: JSONText
        let place = scanner.cursor
        var index = Int(way.guess.pointee)
        let member = object.pointee.members + index
        if member.pointee.text.stands(at: place) {
            name = member.pointee.text.name(at: place)
            scanner.cursor = place + member.pointee.text.count
        } else {
            name = try scanner.name()
            index = object.pointee.names.find(name)
        }
        do throws(JSONFault) {
            if index >= 0 {
                let isNew = index < 64 ? way.meet(index) : unknownNames.insert(name, since: mark)
                guard isNew else { throw JSONFault(.duplicateName, at: offset(of: name, scanner)) }
                way.guess.pointee = Int32(truncatingIfNeeded: index)
                way.goOn(behind: index)
                try readValue(&scanner, object.pointee.members + index, frame)
            } else {
                guard unknownNames.insert(name, since: mark) else { throw JSONFault(.duplicateName, at: offset(of: name, scanner)) }
                if isStrict { throw refused(.unknownField(name, object), at: offset(of: name, scanner)) }
                try scanner.skipValue()
            }
        } catch {
            path.add(.name(name))
            throw error
        }
    }

    private mutating func readValue(
        _ scanner: inout JSONScanner, _ member: UnsafePointer<MemberSchema>, _ frame: Frame
    ) throws(JSONFault) {
        if scanner.peek() == UInt8(ascii: "n") { return try scanner.null() }
        switch member.pointee.role {
        case .fact: slots[member.pointee.slot] = try readFact(&scanner, member.fact, frame)
        case .eventFact:
            eventFacts[member.pointee.slot] = try readFact(&scanner, member.fact, frame)
        case .object:
            guard scanner.peek() == UInt8(ascii: "{"), let object = member.pointee.object else { throw mismatch(.object, &scanner) }
            try readObject(&scanner, object, frame)
        case .events: try readEvents(&scanner, frame)
        case .type: try scanner.skipValue()
        case .on:
            eventOffset = scanner.offset
            eventDay = try readDay(&scanner)
        case .recorded: eventRecorded = try readDay(&scanner)
        case .known: frame.recorded = try readDay(&scanner)
        case .id: try readID(&scanner)
        case .kind: try readKind(&scanner)
        }
    }

    private mutating func readID(_ scanner: inout JSONScanner) throws(JSONFault) {
        let start = scanner.offset
        let text = try readText(&scanner)
        guard text.count > 0 else { throw refused(.emptyID, at: start) }
        id = text
    }

    private mutating func readKind(_ scanner: inout JSONScanner) throws(JSONFault) {
        let start = scanner.offset
        let text = try readText(&scanner)
        let named = schema.kindNames.find(text)
        hasKind = true
        guard named >= 0 else { throw refused(.unknownKind(text), at: start) }
        guard named == kind else { throw refused(.otherKind(named), at: start) }
    }

    // MARK: Faults

    /// Notes why a field is refused. Marks the fault that goes through the levels with it.
    @inline(never)
    mutating func refused(_ problem: FieldProblem, at offset: Int) -> JSONFault {
        self.problem = problem
        return JSONFault(.refused, at: offset)
    }

    /// The fault of a value of another type than is expected, or of what is no value at all.
    @inline(never)
    mutating func mismatch(_ expected: FieldProblem.Expected, _ scanner: inout JSONScanner) -> JSONFault {
        do throws(JSONFault) {
            let found = try scanner.kind()
            let start = scanner.offset
            switch found {
            case .string: return refused(.wrongType(expected, found: found, try scanner.string()), at: start)
            default: return refused(.wrongType(expected, found: found, try scanner.rawValue()), at: start)
            }
        } catch { return error }
    }

    /// Where a string just read begins.
    func offset(of text: JSONText, _ scanner: borrowing JSONScanner) -> Int {
        let place = text.start - scanner.start - 1
        // One with escapes lies elsewhere: then its end must do.
        return (0..<scanner.offset).contains(place) ? place : scanner.offset - 1
    }
}
