/// A place in the input as people count: both from 1, the column in Unicode scalars.
package struct TextPlace: Hashable, Sendable {
    package var line = 1
    package var column = 1

    package init(line: Int = 1, column: Int = 1) {
        self.line = line
        self.column = column
    }

    /// Moves on behind some bytes. Lines end with LF, so a CR before it is the last column of its line.
    mutating func advance(over bytes: UnsafePointer<UInt8>, count: Int) {
        var breaks = 0
        for index in 0..<count where bytes[index] == 0x0A { breaks += 1 }
        var first = 0
        if breaks > 0 {
            line += breaks
            column = 1
            first = count
            while bytes[first - 1] != 0x0A { first -= 1 }
        }
        var scalars = 0
        for index in first..<count where bytes[index] & 0xC0 != 0x80 { scalars += 1 }
        column += scalars
    }
}
