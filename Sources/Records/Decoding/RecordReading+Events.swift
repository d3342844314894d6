import Engine
import FEEL

extension RecordReading {
    mutating func readEvents(_ scanner: inout JSONScanner, _ frame: Frame) throws(JSONFault) {
        guard scanner.peek() == UInt8(ascii: "[") else { throw mismatch(.list, &scanner) }
        var index = 0
        var more = try scanner.beginArray()
        while more {
            do throws(JSONFault) {
                try readEvent(&scanner, frame)
            } catch {
                path.add(.element(index))
                throw error
            }
            index += 1
            more = try scanner.nextElement()
        }
    }

    private mutating func readEvent(_ scanner: inout JSONScanner, _ frame: Frame) throws(JSONFault) {
        guard scanner.peek() == UInt8(ascii: "{") else { throw mismatch(.object, &scanner) }
        let start = scanner.offset
        let type: Int
        var first: Int?
        var more = false
        if let plain = plainType(&scanner) {
            type = plain
            more = true
            first = schema.events[type].type
        } else if typeText.stands(at: scanner.cursor + 1) {
            // The type stands first, as it mostly does.
            _ = try scanner.beginObject()
            scanner.cursor += typeText.count
            type = try readTypeName(&scanner, start)
            more = try scanner.nextMember()
            first = schema.events[type].type
        } else {
            type = try readType(&scanner)
        }
        let facts = schema.eventFactCounts[type]
        for fact in 0..<facts { eventFacts[fact] = .unknownInGeneral }
        eventDay = CivilDate.invalid10
        eventRecorded = CivilDate.invalid10
        if first == nil { more = try scanner.beginObject() }
        // Most events say their type and their day and nothing else.
        if first == nil || !more || !readPlainDay(&scanner) { try readMembers(&scanner, schema.events + type, frame, more, after: first) }
        guard eventDay != CivilDate.invalid10 else {
            path.add(.word("on"))
            throw refused(.missingEventDay, at: start)
        }
        frame.appendEvent(type: type, on: eventDay, recorded: eventRecorded == CivilDate.invalid10 ? nil : eventRecorded)
        for fact in 0..<facts where !eventFacts[fact].isUnknown { frame.setEventFact(fact, eventFacts[fact]) }
        eventOffsets.append(eventOffset)
        earliestEvent = min(earliestEvent, eventDay)
    }

    /// Reads the day of an event that ends with it, as most do; false, and the scanner where it was, of any other.
    @inline(__always)
    private mutating func readPlainDay(_ scanner: inout JSONScanner) -> Bool {
        let place = scanner.cursor
        guard dayText.stands(at: place) else { return false }
        let value = place + dayText.count
        let day = Self.plainDay(at: value)
        guard day != CivilDate.invalid10, value[12] == UInt8(ascii: "}") else { return false }
        eventDay = day
        eventOffset = value - scanner.start
        scanner.cursor = value + 13
        scanner.depth &-= 1
        return true
    }

    /// The number of the event's type where it stands first, looks as most do and another member follows, before which the scanner is then.
    @inline(__always)
    private func plainType(_ scanner: inout JSONScanner) -> Int? {
        guard typeText.stands(at: scanner.cursor + 1), scanner.depth < JSONScanner.depthLimit else { return nil }
        let place = scanner.cursor + (1 &+ typeText.count)
        let count = place.pointee == UInt8(ascii: "\"") ? JSONScanner.plainCount(of: place) : -1
        guard count >= 0, place[count &+ 2] == UInt8(ascii: ",") else { return nil }
        let type = schema.eventNames.find(JSONText(start: place + 1, count: count))
        guard type >= 0 else { return nil }
        scanner.depth += 1
        scanner.cursor = place + (count &+ 3)
        return type
    }

    /// The number of the event's type, which says what its other members are, wherever it stands. The scanner is left where it was.
    private mutating func readType(_ scanner: inout JSONScanner) throws(JSONFault) -> Int {
        let (cursor, depth, mark) = (scanner.cursor, scanner.depth, scanner.scratch.mark)
        let start = scanner.offset
        var more = try scanner.beginObject()
        while more {
            if schema.typeName.find(try scanner.name()) >= 0 {
                let type = try readTypeName(&scanner, start)
                scanner.cursor = cursor
                scanner.depth = depth
                scanner.scratch.release(to: mark)
                return type
            }
            try scanner.skipValue()
            more = try scanner.nextMember()
        }
        throw missingType(at: start)
    }

    private mutating func readTypeName(_ scanner: inout JSONScanner, _ start: Int) throws(JSONFault) -> Int {
        if scanner.peek() == UInt8(ascii: "n") { throw missingType(at: start) }
        do throws(JSONFault) {
            let place = scanner.offset
            let text = try readText(&scanner)
            let type = schema.eventNames.find(text)
            guard type >= 0 else { throw refused(.unknownEvent(text), at: place) }
            return type
        } catch {
            path.add(.word("type"))
            throw error
        }
    }

    private mutating func missingType(at start: Int) -> JSONFault {
        path.add(.word("type"))
        return refused(.missingEventType, at: start)
    }
}
