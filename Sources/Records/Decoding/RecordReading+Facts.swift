import Diagnostics
import Engine
import FEEL

extension RecordReading {
    /// The value of a fact; it is there and not null.
    @inline(__always)
    mutating func readFact(_ scanner: inout JSONScanner, _ fact: UnsafePointer<FactSchema>, _ frame: Frame) throws(JSONFault) -> Value {
        switch fact.pointee.shape {
        case .string:
            let text = try readText(&scanner)
            return .string(text.start, count: text.count)
        case .enumeration: return try readEnumeration(&scanner, fact)
        case .date: return .date(days: Int64(try readDay(&scanner)))
        case .number: return try readNumber(&scanner, fact, frame)
        case .boolean:
            let byte = scanner.peek()
            guard byte == UInt8(ascii: "t") || byte == UInt8(ascii: "f") else { throw mismatch(.boolean, &scanner) }
            return .boolean(try scanner.boolean())
        case .daysTimeDuration, .yearsMonthsDuration: return try readDuration(&scanner, fact)
        case .list: return try readList(&scanner, fact, frame)
        }
    }

    @inline(__always)
    mutating func readText(_ scanner: inout JSONScanner) throws(JSONFault) -> JSONText {
        guard scanner.peek() == UInt8(ascii: "\"") else { throw mismatch(.string, &scanner) }
        return try scanner.stringBody()
    }

    private mutating func readEnumeration(_ scanner: inout JSONScanner, _ fact: UnsafePointer<FactSchema>) throws(JSONFault) -> Value {
        guard let enumeration = fact.pointee.enumeration else { throw mismatch(.string, &scanner) }
        let text = try readText(&scanner)
        let index = enumeration.pointee.names.find(text)
        guard index >= 0 else {
            throw refused(.unknownValue(text, enumeration.pointee.index), at: offset(of: text, scanner))
        }
        return enumeration.pointee.values[index]
    }

    /// A day of the years 0 to 9999, since 1970-01-01.
    mutating func readDay(_ scanner: inout JSONScanner) throws(JSONFault) -> Int32 {
        guard scanner.peek() == UInt8(ascii: "\"") else { throw mismatch(.date, &scanner) }
        if scanner.cursor[11] == UInt8(ascii: "\"") {
            let day = CivilDate.parse10(scanner.cursor + 1)
            if day != CivilDate.invalid10 {
                scanner.cursor += 12
                return day
            }
        }
        let text = try scanner.stringBody()
        let day = text.count == 10 ? CivilDate.parse10(text.start) : CivilDate.invalid10
        guard day != CivilDate.invalid10 else {
            let start = offset(of: text, scanner)
            throw refused(Self.looksLikeDate(text) ? .noSuchDay(text) : .notADate(text), at: start)
        }
        return day
    }

    private static func looksLikeDate(_ text: JSONText) -> Bool {
        guard text.count == 10 else { return false }
        return text.bytes.enumerated().allSatisfy { place, byte in
            place == 4 || place == 7 ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }

    private mutating func readNumber(_ scanner: inout JSONScanner, _ fact: UnsafePointer<FactSchema>, _ frame: Frame) throws(JSONFault) -> Value {
        let byte = scanner.peek()
        guard byte &- 0x30 <= 9 || byte == UInt8(ascii: "-") else { throw mismatch(.number, &scanner) }
        let start = scanner.offset
        let number = try scanner.number()
        let value: Value
        if number.isInline, let exponent = Int8(exactly: number.exponent) {
            // Zero has no exponent.
            value = .number(number.coefficient, exponent: number.coefficient == 0 ? 0 : exponent)
        } else {
            value = try bigNumber(number, at: start, frame)
        }
        if let range = fact.pointee.range, !range.pointee.contains(value.decimal) {
            throw refused(.outOfRange(number.text, range.pointee.text), at: start)
        }
        return value
    }

    @inline(never)
    private mutating func bigNumber(_ number: JSONNumber, at start: Int, _ frame: Frame) throws(JSONFault) -> Value {
        guard let decimal = number.exactDecimal else { throw refused(.inexact(number.text), at: start) }
        let value = frame.owner.ref.number(decimal, Site(span: .at(0), subject: ""))
        guard value.isNumber else { throw refused(.tooLarge, at: start) }
        return value
    }

    private mutating func readDuration(_ scanner: inout JSONScanner, _ fact: UnsafePointer<FactSchema>) throws(JSONFault) -> Value {
        let isPeriod = fact.pointee.shape == .yearsMonthsDuration
        guard scanner.peek() == UInt8(ascii: "\"") else { throw mismatch(isPeriod ? .period : .duration, &scanner) }
        let text = try scanner.stringBody()
        if isPeriod {
            if let months = YearsMonthsDuration.parse(text.bytes) { return .yearsMonths(months) }
            throw refused(.notAYearsMonthsDuration(text), at: offset(of: text, scanner))
        }
        guard let duration = DaysTimeDuration(parsing: text.bytes) else {
            throw refused(.notADaysTimeDuration(text), at: offset(of: text, scanner))
        }
        return .daysTime(seconds: duration.seconds, nanoseconds: duration.nanoseconds)
    }

    /// Recursion goes as deep as the fact's type.
    private mutating func readList(_ scanner: inout JSONScanner, _ fact: UnsafePointer<FactSchema>, _ frame: Frame) throws(JSONFault) -> Value {
        guard scanner.peek() == UInt8(ascii: "["), let element = fact.pointee.element else { throw mismatch(.list, &scanner) }
        let start = scanner.offset
        let first = elements.count
        var index = 0
        var more = try scanner.beginArray()
        while more {
            do throws(JSONFault) {
                let value = try readElement(&scanner, element, frame)
                elements.append(value)
            } catch {
                path.add(.element(index))
                throw error
            }
            index += 1
            more = try scanner.nextElement()
        }
        let count = elements.count - first
        guard let memory = frame.owner.ref.pointee.arena.allocate(max(1, count) * MemoryLayout<Value>.stride) else {
            throw refused(.tooLarge, at: start)
        }
        let target = memory.bindMemory(to: Value.self, capacity: max(1, count))
        for index in 0..<count { target[index] = elements[first + index] }
        elements.removeLast(count)
        return Value(tag: .list, length: UInt32(truncatingIfNeeded: count), bits: Int64(Int(bitPattern: memory)))
    }

    @inline(never)
    private mutating func readElement(_ scanner: inout JSONScanner, _ fact: UnsafePointer<FactSchema>, _ frame: Frame) throws(JSONFault) -> Value {
        try readFact(&scanner, fact, frame)
    }
}
