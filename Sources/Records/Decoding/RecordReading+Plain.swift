import Engine
import FEEL

/// How far the reading of an object's members has come.
struct MemberWay: BitwiseCopyable {
    /// The known members that have been read, those of numbers below 64 as bits; the others are kept by their names.
    var met: UInt64 = 0
    /// Which member is expected next.
    var guess: UnsafeMutablePointer<Int32>
    /// What is expected first; behind it, by member, what follows that one.
    let guesses: UnsafeMutablePointer<Int32>

    init(_ guesses: UnsafeMutablePointer<Int32>) {
        guess = guesses
        self.guesses = guesses
    }

    /// Marks a member of a number below 64; false when it was marked before.
    @inline(__always)
    mutating func meet(_ member: Int) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: member)
        defer { met |= bit }
        return met & bit == 0
    }

    @inline(__always)
    mutating func goOn(behind member: Int) { guess = guesses + (member &+ 1) }
}

/// What most records look like: compact, with members in the order of the record before, short strings without escapes.
extension RecordReading {
    /// Reads members as long as they look as most do. True where it has come to one that doesn't: it is read in full. False behind a value that no
    /// comma follows.
    ///
    /// Records of one source name their members in one order: the member that followed last time is looked for first, and its name isn't read.
    @inline(never)
    mutating func readPlainMembers(
        _ scanner: inout JSONScanner, _ members: UnsafeMutablePointer<MemberSchema>, _ way: inout MemberWay
    ) -> Bool {
        var place = scanner.cursor
        var guess = way.guess
        var met = way.met
        let (guesses, slots, eventFacts) = (way.guesses, slots, eventFacts)
        var isAtMember = true
        while true {
            let index = Int(guess.pointee)
            let member = UnsafePointer(members + index)
            guard index < 64, member.pointee.text.stands(at: place) else { break }
            let value = place + member.pointee.text.count
            let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
            guard met & bit == 0 else { break }
            let end: UnsafePointer<UInt8>
            switch member.pointee.plain {
            case .none: end = value
            case .day:
                let day = Self.plainDay(at: value)
                end = day == CivilDate.invalid10 ? value : value + 12
                if end != value { (member.pointee.role == .fact ? slots : eventFacts)[member.pointee.slot] = .date(days: Int64(day)) }
            case .eventDay:
                let day = Self.plainDay(at: value)
                end = day == CivilDate.invalid10 ? value : value + 12
                eventDay = day
                eventOffset = value - scanner.start
            case .boolean:
                // `true`, and `fals` of which the last letter is looked at by itself.
                let word = UInt32(littleEndian: UnsafeRawPointer(value).loadUnaligned(as: UInt32.self))
                let isTrue = word == 0x6575_7274
                end = isTrue ? value + 4 : word == 0x736C_6166 && value[4] == UInt8(ascii: "e") ? value + 5 : value
                if end != value { (member.pointee.role == .fact ? slots : eventFacts)[member.pointee.slot] = .boolean(isTrue) }
            case .number:
                scanner.cursor = value
                let number = plainNumber(&scanner, member.pointee.fact.range)
                end = number.isNull ? value : scanner.cursor
                if end != value { (member.pointee.role == .fact ? slots : eventFacts)[member.pointee.slot] = number }
            case .text, .name, .id:
                let count = value.pointee == UInt8(ascii: "\"") ? JSONScanner.plainCount(of: value) : -1
                if count < 0 {
                    scanner.cursor = value
                    let read = longValue(member, &scanner)
                    end = read.isNull ? value : scanner.cursor
                    if end != value { (member.pointee.role == .fact ? slots : eventFacts)[member.pointee.slot] = read }
                } else if member.pointee.plain == .id {
                    end = count > 0 ? value + (count &+ 2) : value
                    id = JSONText(start: value + 1, count: count)
                } else if member.pointee.plain == .text {
                    (member.pointee.role == .fact ? slots : eventFacts)[member.pointee.slot] = .string(value + 1, count: count)
                    end = value + (count &+ 2)
                } else if let enumeration = member.pointee.fact.enumeration {
                    let symbol = enumeration.pointee.names.find(JSONText(start: value + 1, count: count))
                    end = symbol >= 0 ? value + (count &+ 2) : value
                    if symbol >= 0 { (member.pointee.role == .fact ? slots : eventFacts)[member.pointee.slot] = enumeration.pointee.values[symbol] }
                } else {
                    end = value
                }
            }
            // Nothing has been read: it doesn't look as most do.
            if end == value { break }
            met |= bit
            guess = guesses + (index &+ 1)
            place = end
            guard end.pointee == UInt8(ascii: ",") else {
                isAtMember = false
                break
            }
            place = end + 1
        }
        scanner.cursor = place
        way.guess = guess
        way.met = met
        return isAtMember
    }

    /// A text, or a name of a value, that is longer or not plain ASCII; null where there is none, or something is wrong with it.
    @inline(never)
    private func longValue(_ member: UnsafePointer<MemberSchema>, _ scanner: inout JSONScanner) -> Value {
        let mark = scanner.scratch.mark
        guard scanner.cursor.pointee == UInt8(ascii: "\""), member.pointee.plain != .id, let text = try? scanner.longStringBody() else {
            return .null
        }
        guard let enumeration = member.pointee.fact.enumeration else { return .string(text.start, count: text.count) }
        let symbol = enumeration.pointee.names.find(text)
        if symbol >= 0 { return enumeration.pointee.values[symbol] }
        // It is unescaped once more by who says that there is no such value.
        scanner.scratch.release(to: mark)
        return .null
    }

    /// A number of few digits; null where there is none, something is wrong with it, or its range has to be looked at closely.
    @inline(never)
    private func plainNumber(_ scanner: inout JSONScanner, _ range: UnsafePointer<NumberRange>?) -> Value {
        guard let number = try? scanner.number(), number.isInline, let exponent = Int8(exactly: number.exponent) else { return .null }
        if let range, !range.pointee.isFromZero || number.coefficient < 0 { return .null }
        // Zero has no exponent.
        return .number(number.coefficient, exponent: number.coefficient == 0 ? 0 : exponent)
    }

    /// The day in quotes that stands here; ``CivilDate/invalid10`` where there is none.
    @inline(__always)
    static func plainDay(at place: UnsafePointer<UInt8>) -> Int32 {
        guard place.pointee == UInt8(ascii: "\""), place[11] == UInt8(ascii: "\"") else { return CivilDate.invalid10 }
        return CivilDate.parse10(place + 1)
    }
}
