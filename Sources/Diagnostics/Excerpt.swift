/// A line of a text as a terminal shows it, and in which columns its bytes appear.
struct Excerpt {
    /// Without the white space before it, tabs as spaces, control characters as `·`.
    private(set) var text = ""
    private let firstByte: Int
    /// For each byte of the line, and for the end, the column in which its character begins.
    private var columnOfByte: [Int] = []

    /// Lines longer than this are cut.
    static let widthLimit = 400

    init(_ source: SourceText, line number: Int) {
        let bytes = source.line(number)
        let indentation = bytes.prefix { $0 == 0x20 || $0 == 0x09 }.count
        firstByte = bytes.startIndex + indentation
        var column = 0
        for scalar in String(decoding: bytes.dropFirst(indentation), as: UTF8.self).unicodeScalars {
            let width: Int
            columnOfByte += repeatElement(column, count: UTF8.width(scalar))
            if column >= Self.widthLimit { continue }
            if scalar == "\t" {
                width = 4 - column % 4
                text += String(repeating: " ", count: width)
            } else if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || Self.isDirectional(scalar) {
                width = 1
                text += "·"
            } else {
                width = DisplayWidth.of(scalar)
                text.unicodeScalars.append(scalar)
            }
            column += width
        }
        columnOfByte.append(column)
    }

    /// First column and number of columns of a span; at least one.
    func columns(of span: Span) -> (start: Int, length: Int) {
        let start = column(span.lower)
        return (start, max(1, column(span.upper) - start))
    }

    private func column(_ offset: Int) -> Int {
        guard let last = columnOfByte.last else { return 0 }
        let index = offset - firstByte
        if index < 0 { return 0 }
        return index < columnOfByte.count ? columnOfByte[index] : last
    }

    /// Characters that turn the direction of text, with which a file could make a line look like another.
    private static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}
