/// Numbers by RFC 8259's grammar, exact.
extension JSONScanner {
    /// A number.
    @inlinable
    package mutating func number() throws(JSONFault) -> JSONNumber {
        let first = peek()
        let begin = cursor
        var place = cursor
        let negative = first == UInt8(ascii: "-")
        if negative { place += 1 }
        var digit = place.pointee &- 0x30
        guard digit <= 9 else { throw negative ? fault(.badNumber, at: place) : unexpected(.expectedNumber) }

        // Wrapping is harmless: a coefficient of more digits than fit isn't used.
        var coefficient: UInt64 = 0
        var significant = 0
        if digit == 0 {
            place += 1
            guard place.pointee &- 0x30 > 9 else { throw fault(.badNumber, at: place) }
        } else {
            let integer = place
            repeat {
                coefficient = coefficient &* 10 &+ UInt64(digit)
                place += 1
                digit = place.pointee &- 0x30
            } while digit <= 9
            significant = place - integer
        }

        var exponent = 0
        if place.pointee == UInt8(ascii: ".") {
            place += 1
            let fraction = place
            if significant == 0 {
                while place.pointee == UInt8(ascii: "0") { place += 1 }
            }
            let leading = place
            digit = place.pointee &- 0x30
            while digit <= 9 {
                coefficient = coefficient &* 10 &+ UInt64(digit)
                place += 1
                digit = place.pointee &- 0x30
            }
            guard place > fraction else { throw fault(.badNumber, at: place) }
            significant += place - leading
            exponent = fraction - place
        }
        if place.pointee | 0x20 == UInt8(ascii: "e") {
            (place, exponent) = try self.exponent(after: place, fraction: exponent)
        }
        cursor = place
        let text = JSONText(start: begin, count: place - begin)
        guard significant <= JSONNumber.inlineDigits, exponent.magnitude <= UInt(JSONNumber.exponentLimit) else {
            return JSONNumber(coefficient: 0, exponent: 0, isInline: false, text: text)
        }
        let value = Int64(truncatingIfNeeded: coefficient)
        return JSONNumber(
            coefficient: negative ? 0 &- value : value, exponent: Int32(truncatingIfNeeded: exponent), isInline: true, text: text)
    }

    /// The written exponent, the digits of the fraction taken off; held at a bound that is out of range anyway.
    @usableFromInline
    package func exponent(
        after mark: UnsafePointer<UInt8>, fraction: Int
    ) throws(JSONFault) -> (UnsafePointer<UInt8>, Int) {
        var place = mark + 1
        let negative = place.pointee == UInt8(ascii: "-")
        if negative || place.pointee == UInt8(ascii: "+") { place += 1 }
        var digit = place.pointee &- 0x30
        guard digit <= 9 else { throw fault(.badNumber, at: place) }
        var written = 0
        repeat {
            if written < 1_000_000_000 { written = written * 10 + Int(digit) }
            place += 1
            digit = place.pointee &- 0x30
        } while digit <= 9
        return (place, (negative ? 0 - written : written) + fraction)
    }
}
