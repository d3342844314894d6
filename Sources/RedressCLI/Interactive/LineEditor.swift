/// The editor's state: the buffer, where in the history one is, and what a key does. It knows no terminal; ``LineScreen`` shows it.
struct LineEditor {
    private(set) var buffer = LineBuffer()
    private var history: [String] = []
    /// Where in the history one is; its end is what is being typed.
    private var place = 0
    /// What was typed before one went into the history.
    private var draft = ""

    /// What a name at the end of a text could be completed to.
    struct Completion: Equatable {
        /// How many characters before the cursor the candidates stand for.
        var replaced = 0
        var candidates: [String] = []
    }

    /// What whoever drives the editor has to do.
    enum Effect: Equatable {
        /// Show the buffer again.
        case redraw
        /// The input is complete.
        case accept(String)
        /// Show these below the input, then the buffer again.
        case show([String])
        case clearScreen
        /// Give up the input.
        case interrupt
        case endOfInput
        /// There is nothing that the key could do here.
        case bell
    }

    /// Begins a new input.
    mutating func begin(history: [String]) {
        buffer.replace(with: "")
        self.history = history
        place = history.count
        draft = ""
    }

    /// - Parameters:
    ///   - isUnfinished: whether a text needs further lines; Enter at the end of such a text begins one. Behind an empty line it is taken as it is.
    ///   - complete: what the text before the cursor could be completed to.
    mutating func handle(_ key: Key, isUnfinished: (String) -> Bool, complete: (String) -> Completion) -> Effect {
        switch key {
        case .character(let character): buffer.insert(String(character))
        case .paste(let text): buffer.insert(text)
        case .enter: return enter(isUnfinished)
        case .tab: return self.complete(complete)
        case .interrupt: return .interrupt
        case .clearScreen: return .clearScreen
        case .endOfInput:
            if buffer.isEmpty { return .endOfInput }
            buffer.deleteForward()
        case .up: return buffer.moveUp() || recall(place - 1) ? .redraw : .bell
        case .down: return buffer.moveDown() || recall(place + 1) ? .redraw : .bell
        default: edit(key)
        }
        return .redraw
    }

    private mutating func edit(_ key: Key) {
        switch key {
        case .backspace: buffer.deleteBackward()
        case .delete: buffer.deleteForward()
        case .left: buffer.moveLeft()
        case .right: buffer.moveRight()
        case .home: buffer.moveToStart()
        case .end: buffer.moveToEnd()
        case .wordLeft: buffer.moveWordLeft()
        case .wordRight: buffer.moveWordRight()
        case .cutToStart: buffer.cutToStart()
        case .cutToEnd: buffer.cutToEnd()
        case .cutWord: buffer.cutWord()
        case .yank: buffer.yank()
        default: break
        }
    }

    private mutating func enter(_ isUnfinished: (String) -> Bool) -> Effect {
        let text = buffer.text
        let lastLine = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let isEmptyLine = text.contains("\n") && lastLine.allSatisfy(\.isWhitespace)
        if !isEmptyLine, isUnfinished(text) {
            buffer.insert("\n")
            return .redraw
        }
        return .accept(text)
    }

    /// Shows an entry of the history; what was changed in one is forgotten when it is left.
    private mutating func recall(_ index: Int) -> Bool {
        guard index >= 0, index <= history.count else { return false }
        if place == history.count { draft = buffer.text }
        place = index
        buffer.replace(with: index < history.count ? history[index] : draft)
        return true
    }

    /// One candidate is put in; of several what they share, or else they are listed.
    private mutating func complete(_ complete: (String) -> Completion) -> Effect {
        let completion = complete(buffer.textBeforeCursor)
        guard let first = completion.candidates.first else { return .bell }
        var shared = Array(first)
        for candidate in completion.candidates.dropFirst() {
            shared = Array(zip(shared, candidate).prefix { $0 == $1 }.map(\.0))
        }
        let typed = String(buffer.textBeforeCursor.suffix(completion.replaced))
        if completion.candidates.count > 1, shared.count <= typed.count || !String(shared).hasPrefix(typed) { return .show(completion.candidates) }
        buffer.replaceLast(completion.replaced, with: String(shared))
        return .redraw
    }
}
