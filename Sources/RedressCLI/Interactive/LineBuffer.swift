/// The text being edited and the cursor in it. It counts in characters as people see them, so that an accent goes with its letter; it may hold line breaks.
struct LineBuffer: Equatable {
    private(set) var characters: [Character] = []
    /// Characters before the cursor.
    private(set) var cursor = 0
    /// What was cut last.
    private(set) var cut: [Character] = []

    var text: String { String(characters) }
    var textBeforeCursor: String { String(characters[..<cursor]) }
    var isEmpty: Bool { characters.isEmpty }

    mutating func replace(with text: String) {
        characters = Array(text)
        cursor = characters.count
    }

    /// Puts a text in at the cursor. What combines with the character before it joins it.
    mutating func insert(_ text: String) {
        let before = textBeforeCursor + text
        let rest = characters[cursor...]
        let start = Array(before)
        characters = Array(before + String(rest))
        cursor = min(start.count, characters.count)
    }

    /// Puts a text in place of the last characters before the cursor.
    mutating func replaceLast(_ count: Int, with text: String) {
        let count = min(count, cursor)
        characters.removeSubrange(cursor - count..<cursor)
        cursor -= count
        insert(text)
    }

    // MARK: Moving

    mutating func moveLeft() { cursor = max(0, cursor - 1) }
    mutating func moveRight() { cursor = min(characters.count, cursor + 1) }
    mutating func moveToStart() { cursor = lineStart }
    mutating func moveToEnd() { cursor = lineEnd }
    mutating func moveWordLeft() { cursor = wordStart }

    mutating func moveWordRight() {
        while cursor < characters.count, !LineBuffer.isWord(characters[cursor]) { cursor += 1 }
        while cursor < characters.count, LineBuffer.isWord(characters[cursor]) { cursor += 1 }
    }

    /// A line up or down, at the same place in it as far as there is one; false when there is no such line.
    mutating func moveUp() -> Bool {
        let start = lineStart
        guard start > 0 else { return false }
        let column = cursor - start
        let previousEnd = start - 1
        cursor = previousEnd
        cursor = min(lineStart + column, previousEnd)
        return true
    }

    mutating func moveDown() -> Bool {
        let end = lineEnd
        guard end < characters.count else { return false }
        let column = cursor - lineStart
        cursor = end + 1
        cursor = min(cursor + column, lineEnd)
        return true
    }

    // MARK: Deleting

    mutating func deleteBackward() {
        guard cursor > 0 else { return }
        cursor -= 1
        characters.remove(at: cursor)
    }

    mutating func deleteForward() {
        if cursor < characters.count { characters.remove(at: cursor) }
    }

    mutating func cutToStart() { take(lineStart..<cursor) }
    mutating func cutToEnd() { take(cursor..<lineEnd) }
    mutating func cutWord() { take(wordStart..<cursor) }
    mutating func yank() { insert(String(cut)) }

    private mutating func take(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        cut = Array(characters[range])
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    // MARK: Places

    private var lineStart: Int { (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    private var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

    private var wordStart: Int {
        var place = cursor
        while place > 0, !LineBuffer.isWord(characters[place - 1]) { place -= 1 }
        while place > 0, LineBuffer.isWord(characters[place - 1]) { place -= 1 }
        return place
    }

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
}
