#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Strings: found eight bytes at a time, checked as UTF-8, copied only where they hold escapes.
extension JSONScanner {
    /// A string, unescaped: a stretch of the input or, with escapes, of the scratch memory.
    @inlinable @inline(__always)
    package mutating func string() throws(JSONFault) -> JSONText {
        guard peek() == UInt8(ascii: "\"") else { throw unexpected(.expectedString) }
        return try stringBody()
    }

    /// The string whose opening quote is under the cursor.
    @inlinable @inline(__always)
    package mutating func stringBody() throws(JSONFault) -> JSONText {
        let count = Self.plainCount(of: cursor)
        guard count >= 0 else { return try longStringBody() }
        let text = JSONText(start: cursor + 1, count: count)
        cursor += count + 2
        return text
    }

    /// The bytes of the string whose opening quote is given, when it is plain ASCII and shorter than two words; else -1.
    @inlinable @inline(__always)
    package static func plainCount(of quote: UnsafePointer<UInt8>) -> Int {
        let first = quote + 1
        var stops = stops(in: loadWord(first))
        var count = stops.trailingZeroBitCount >> 3
        if stops == 0 {
            stops = self.stops(in: loadWord(first + 8))
            if stops == 0 { return -1 }
            count = 8 + stops.trailingZeroBitCount >> 3
        }
        return first[count] == UInt8(ascii: "\"") ? count : -1
    }

    @usableFromInline
    package mutating func longStringBody() throws(JSONFault) -> JSONText {
        let first = cursor + 1
        let escapes = try passString()
        let raw = JSONText(start: first, count: cursor - 1 - first)
        return escapes == 0 ? raw : unescaped(raw)
    }

    /// Moves behind the string whose opening quote is under the cursor; returns how many escapes it has.
    @inlinable
    package mutating func passString() throws(JSONFault) -> Int {
        var place = cursor + 1
        var escapes = 0
        while true {
            let stops = Self.stops(in: loadWord(place))
            if stops == 0 {
                place += 8
                continue
            }
            place += stops.trailingZeroBitCount >> 3
            let byte = place.pointee
            if byte == UInt8(ascii: "\"") {
                cursor = place + 1
                return escapes
            }
            if byte >= 0x80 {
                place = try passMultibyte(place)
            } else if byte == UInt8(ascii: "\\") {
                escapes += 1
                place = try passEscape(place)
            } else {
                throw fault(.controlCharacter, at: place)
            }
        }
    }

    /// Bytes that end a plain stretch of a string (a quote, a backslash, a control character, one beyond ASCII), as the top bits of their
    /// places. Bits above the lowest one set may be false, the lowest never is.
    @inlinable @inline(__always)
    package static func stops(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        // In an ASCII byte the top bit comes up only by the borrow that is sought; bytes beyond ASCII stop anyway.
        let quoted = (word ^ (ones &* 0x22)) &- ones
        let escaped = (word ^ (ones &* 0x5C)) &- ones
        let control = word &- (ones &* 0x20)
        return (quoted | escaped | control | word) & tops
    }

    /// Moves behind a run of well-formed sequences beyond ASCII (Unicode 15, table 3-7).
    @inlinable
    package func passMultibyte(_ first: UnsafePointer<UInt8>) throws(JSONFault) -> UnsafePointer<UInt8> {
        var place = first
        while true {
            let word = UInt32(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt32.self))
            // Three bytes, most of what is written in Chinese: E0…EF and two continuations, neither overlong nor a surrogate.
            if word & 0x00C0_C0F0 == 0x0080_80E0 {
                let marks = word & 0x0000_200F
                guard marks != 0, marks != 0x0000_200D else { throw malformed(at: place) }
                place += 3
            } else if word & 0x0000_C0E0 == 0x0000_80C0 {
                guard word & 0x0000_001E != 0 else { throw malformed(at: place) }
                place += 2
            } else if word & 0xC0C0_C0F8 == 0x8080_80F0 {
                // U+10000…U+10FFFF: F0 90 … F4 8F.
                let lead = word & 0x07
                let second = (word >> 8) & 0x3F
                guard lead | (second & 0x30) != 0, lead < 4 || (lead == 4 && second < 0x10) else { throw malformed(at: place) }
                place += 4
            } else {
                throw malformed(at: place)
            }
            if place.pointee < 0x80 { return place }
        }
    }

    @inline(never) @usableFromInline
    package func malformed(at place: UnsafePointer<UInt8>) -> JSONFault {
        JSONFault(.badUTF8, found: 0xFFFD, at: place - start)
    }

    /// Moves behind the escape whose backslash is at `place`.
    @usableFromInline
    package func passEscape(_ place: UnsafePointer<UInt8>) throws(JSONFault) -> UnsafePointer<UInt8> {
        switch place[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return place + 2
        case UInt8(ascii: "u"):
            let unit = try unit(after: place)
            guard unit & 0xF800 == 0xD800 else { return place + 6 }
            guard unit < 0xDC00 else { throw JSONFault(.loneSurrogate, at: place - start) }
            guard place[6] == UInt8(ascii: "\\"), place[7] == UInt8(ascii: "u") else {
                throw JSONFault(.loneSurrogate, at: place - start)
            }
            guard try self.unit(after: place + 6) & 0xFC00 == 0xDC00 else {
                throw JSONFault(.loneSurrogate, at: place - start)
            }
            return place + 12
        default:
            throw fault(.badEscape, at: place + 1)
        }
    }

    /// The four hexadecimal digits of the `\u` at `place`.
    private func unit(after place: UnsafePointer<UInt8>) throws(JSONFault) -> UInt32 {
        var unit: UInt32 = 0
        for index in 2..<6 {
            guard let digit = Self.hexadecimal(place[index]) else {
                throw fault(.badEscape, at: place + index < end ? place + 1 : end)
            }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x61 + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x41 + 10
        default: nil
        }
    }

    /// A checked string without its escapes.
    @inline(never) @usableFromInline
    package func unescaped(_ raw: JSONText) -> JSONText {
        // Unescaping never lengthens, and what the strings of a record take together is no more than the record: there is always room.
        guard let target = scratch.take(raw.count, ofRecord: end - start) else { return raw }
        var source = raw.start
        let last = raw.start + raw.count
        var out = target
        while source < last {
            guard let slash = memchr(source, 0x5C, last - source)?.assumingMemoryBound(to: UInt8.self) else {
                out.update(from: source, count: last - source)
                out += last - source
                break
            }
            let plain = UnsafePointer(slash) - source
            out.update(from: source, count: plain)
            out += plain
            source += plain
            (source, out) = Self.unescape(source, into: out)
        }
        return JSONText(start: target, count: out - target)
    }

    /// One checked escape: where the source and the target go on.
    private static func unescape(
        _ source: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>
    ) -> (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>) {
        switch source[1] {
        case UInt8(ascii: "u"): break
        case UInt8(ascii: "b"): target.pointee = 0x08
        case UInt8(ascii: "f"): target.pointee = 0x0C
        case UInt8(ascii: "n"): target.pointee = 0x0A
        case UInt8(ascii: "r"): target.pointee = 0x0D
        case UInt8(ascii: "t"): target.pointee = 0x09
        case let itself: target.pointee = itself
        }
        guard source[1] == UInt8(ascii: "u") else { return (source + 2, target + 1) }
        var value: UInt32 = 0
        for index in 2..<6 { value = value << 4 | (hexadecimal(source[index]) ?? 0) }
        var next = source + 6
        if value & 0xFC00 == 0xD800 {
            var low: UInt32 = 0
            for index in 8..<12 { low = low << 4 | (hexadecimal(source[index]) ?? 0) }
            value = 0x10000 + ((value & 0x3FF) << 10 | (low & 0x3FF))
            next += 6
        }
        switch value {
        case 0..<0x80:
            target[0] = UInt8(truncatingIfNeeded: value)
            return (next, target + 1)
        case 0x80..<0x800:
            target[0] = UInt8(truncatingIfNeeded: 0xC0 | value >> 6)
            target[1] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
            return (next, target + 2)
        case 0x800..<0x10000:
            target[0] = UInt8(truncatingIfNeeded: 0xE0 | value >> 12)
            target[1] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
            target[2] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
            return (next, target + 3)
        default:
            target[0] = UInt8(truncatingIfNeeded: 0xF0 | value >> 18)
            target[1] = UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F)
            target[2] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
            target[3] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
            return (next, target + 4)
        }
    }
}
