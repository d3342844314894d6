/// Records over any number of lines: the elements of an array, or objects one after another. They are told apart by brackets and quotes alone;
/// whether what stands between is JSON is for the scanner to say.
struct ValueSplitter {
    private enum State {
        /// Before the array's `[`.
        case beforeArray
        case beforeElement
        case inElement
        /// After the array's `]`.
        case afterArray
    }

    private let isArray: Bool
    private var state: State
    /// Whether the last separator was a comma.
    private var isAfterComma = false
    /// Whether the commas without an element, of which this may be one more, were reported.
    private var isGapReported = false
    /// Brackets open in the element.
    private var depth = 0
    private var isInString = false
    private var isAfterBackslash = false
    /// The element is over the limit and was reported.
    private var isSkipping = false
    private(set) var isFinished = false

    private var start = 0
    private var cursor = 0
    /// The place of the byte `counted`.
    private var place: TextPlace
    private var counted = 0
    /// Where the current element begins.
    private var elementPlace = TextPlace()

    init(array: Bool, place: TextPlace) {
        isArray = array
        state = array ? .beforeArray : .beforeElement
        self.place = place
    }

    mutating func split(_ chunk: RecordChunk, atEnd: Bool, limit: Int) {
        while cursor < chunk.count, !isFinished {
            switch state {
            case .beforeArray:
                cursor += 1
                state = .beforeElement
            case .beforeElement: startElement(chunk)
            case .inElement: passElement(chunk, limit: limit)
            case .afterArray:
                if RecordReader.isBlank(chunk.base[cursor]) {
                    cursor += 1
                } else {
                    report(.textAfterArray, chunk)
                    isFinished = true
                }
            }
        }
        if state == .inElement, !isSkipping, cursor - start > limit {
            chunk.slices.append(RecordChunk.Slice(offset: 0, count: 0, place: elementPlace, fault: .tooLong))
            isSkipping = true
        }
        if atEnd, !isFinished { finish(chunk) }
        if isSkipping, state == .inElement {
            // What the element has so far is let go of.
            count(chunk)
            chunk.count = start
            cursor = start
            counted = start
        }
    }

    /// The first byte of an element, or what stands there instead of one.
    private mutating func startElement(_ chunk: RecordChunk) {
        let byte = chunk.base[cursor]
        if RecordReader.isBlank(byte) {
            cursor += 1
            return
        }
        if isArray, byte == UInt8(ascii: "]") {
            if isAfterComma, !isGapReported { report(.missingElement, chunk) }
            cursor += 1
            state = .afterArray
            return
        }
        if isArray, byte == UInt8(ascii: ",") {
            // A run of commas is one fault, or a file of nothing else would make millions.
            if !isAfterComma || !isGapReported { report(.missingElement, chunk) }
            isGapReported = true
            cursor += 1
            isAfterComma = true
            return
        }
        count(chunk)
        elementPlace = place
        start = cursor
        depth = 0
        isInString = false
        isGapReported = false
        state = .inElement
    }

    /// Goes on in an element until it ends or the bytes do.
    private mutating func passElement(_ chunk: RecordChunk, limit: Int) {
        let base = UnsafePointer(chunk.base)
        let count = chunk.count
        if isInString { passString(base, count) }
        // Copies stay in registers.
        var place = cursor
        var open = depth
        while place < count {
            let byte = base[place]
            switch byte {
            case UInt8(ascii: "\""):
                cursor = place + 1
                isInString = true
                passString(base, count)
                place = cursor
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if open == 0, isArray, byte == UInt8(ascii: "]") {
                    cursor = place
                    return endElement(chunk, limit, by: .separator)
                }
                open = max(0, open - 1)
                if open == 0, !isArray {
                    cursor = place + 1
                    return endElement(chunk, limit, by: .ownBracket)
                }
            case UInt8(ascii: ","), 0x0A:
                // In an array a comma ends an element. Objects without one end with their bracket; what stands on a line outside of brackets,
                // whatever it is, ends with the line.
                if open == 0, (byte == 0x0A) != isArray {
                    cursor = place
                    return endElement(chunk, limit, by: .separator)
                }
            default: break
            }
            place += 1
        }
        cursor = place
        depth = open
    }

    /// Goes on in a string, eight bytes at a time.
    private mutating func passString(_ base: UnsafePointer<UInt8>, _ count: Int) {
        if isAfterBackslash {
            isAfterBackslash = false
            cursor += 1
        }
        while cursor < count {
            let ones: UInt64 = 0x0101_0101_0101_0101
            let word = loadWord(base + cursor)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let stops = ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & (ones << 7)
            guard stops != 0 else {
                cursor += 8
                continue
            }
            cursor += stops.trailingZeroBitCount >> 3
            guard cursor < count else { break }
            if base[cursor] == UInt8(ascii: "\"") {
                isInString = false
                cursor += 1
                return
            }
            // The byte behind a backslash may not be there yet.
            guard cursor + 1 < count else {
                isAfterBackslash = true
                break
            }
            cursor += 2
        }
        cursor = count
    }

    private enum Ending {
        /// A comma, a `]` or a line end that isn't the element's; it stands under the cursor.
        case separator
        /// The element's last bracket; the cursor stands behind it.
        case ownBracket
    }

    /// The element ends before the cursor.
    private mutating func endElement(_ chunk: RecordChunk, _ limit: Int, by ending: Ending) {
        if !isSkipping {
            let length = cursor - start
            chunk.slices.append(
                RecordChunk.Slice(
                    offset: start, count: length > limit ? 0 : length, place: elementPlace, fault: length > limit ? .tooLong : nil))
        }
        isSkipping = false
        state = .beforeElement
        // Objects that follow each other without a break leave no byte for the zero that ends a text. They don't need one: brackets and
        // quotes end them in the scanner's eyes where they do here.
        guard ending == .separator else { return }
        let separator = chunk.base[cursor]
        if separator == UInt8(ascii: "]") { state = .afterArray }
        isAfterComma = separator == UInt8(ascii: ",")
        cursor += 1
        count(chunk)
        chunk.base[cursor - 1] = 0
    }

    /// The input has ended.
    private mutating func finish(_ chunk: RecordChunk) {
        chunk.pad()
        isFinished = true
        switch state {
        case .afterArray: break
        case .beforeArray, .beforeElement:
            if isArray { report(.unclosedArray, chunk) }
        case .inElement where isArray && (depth > 0 || isInString):
            chunk.slices.append(RecordChunk.Slice(offset: 0, count: 0, place: elementPlace, fault: .unclosedArray))
        case .inElement:
            // Whole, as far as brackets tell; if not, the scanner says what is missing.
            if !isSkipping {
                chunk.slices.append(
                    RecordChunk.Slice(offset: start, count: chunk.count - start, place: elementPlace, fault: nil))
                start = chunk.count
            }
            if isArray { report(.unclosedArray, chunk) }
        }
    }

    private mutating func report(_ fault: StreamFault, _ chunk: RecordChunk) {
        count(chunk)
        chunk.slices.append(RecordChunk.Slice(offset: 0, count: 0, place: place, fault: fault))
    }

    /// Counts lines up to the cursor.
    private mutating func count(_ chunk: RecordChunk) {
        guard cursor > counted else { return }
        place.advance(over: UnsafePointer(chunk.base + counted), count: cursor - counted)
        counted = cursor
    }

    /// Where the unfinished element begins, counted as the first byte from now on.
    mutating func leave(_ chunk: RecordChunk) -> Int {
        if state != .inElement { start = cursor }
        count(chunk)
        let rest = start
        cursor -= rest
        counted -= rest
        start = 0
        return rest
    }
}
