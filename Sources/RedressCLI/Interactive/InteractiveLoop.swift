import Diagnostics
import FEEL

/// `redress eval` at a terminal: reads inputs until one leaves, and says what each comes to.
struct InteractiveLoop {
    let terminal: Terminal
    private var session: InteractiveSession
    private var history: InputHistory
    private var editor = LineEditor()
    private let prompt = "feel> "
    private let continuation = "  ... "

    init(terminal: Terminal, context: [Datum.Member]) {
        self.terminal = terminal
        session = InteractiveSession(context: context)
        history = InputHistory(reading: InputHistory.file(environment: Terminal.environment))
    }

    mutating func run() throws {
        try terminal.print(
            Phrase(zh: "FEEL 表达式求值。:help 列出命令，:quit 退出。", en: "FEEL expressions. :help lists the commands, :quit leaves.")[terminal.language])
        defer { history.write(to: InputHistory.file(environment: Terminal.environment)) }
        // For all of the session, so that what is typed while an evaluation runs waits as it is; an evaluation's budget bounds how long that takes.
        let raw = InteractiveLoop.isDumb ? nil : RawTerminal()
        defer { raw?.restore() }
        while let input = try read(raw) {
            if input.allSatisfy(\.isWhitespace) { continue }
            history.add(input)
            if try !answer(input) { return }
        }
    }

    // MARK: Answering

    /// False when it was the last.
    private mutating func answer(_ input: String) throws -> Bool {
        switch InteractiveCommand(input) {
        case .quit?: return false
        case .help?: try terminal.print(InteractiveCommand.summary[terminal.language])
        case .function(let name)?: try terminal.print(InteractiveCommand.description(ofFunction: name)[terminal.language])
        case .names?:
            for (name, value) in session.names { try terminal.print("\(name) = \(value)") }
        case .type(let text)?:
            let outcome = session.type(of: text)
            try show(outcome.diagnostics)
            if outcome.value != nil { try terminal.print(outcome.type.name) }
        case .unknown(let word)?: try terminal.print(InteractiveCommand.unknownCommand(word)[terminal.language])
        case nil:
            let outcome = session.enter(input)
            try show(outcome.diagnostics)
            if let value = outcome.value { try terminal.print((outcome.name.map { "\($0) = " } ?? "") + value.description) }
        }
        return true
    }

    private func show(_ diagnostics: [Diagnostic]) throws {
        if diagnostics.isEmpty { return }
        let renderer = TerminalRenderer(language: terminal.language, colour: Terminal.outputIsTerminal && !InteractiveLoop.isDumb)
        try terminal.print(renderer.render(diagnostics), terminator: "")
    }

    // MARK: Reading

    /// Terminals that understand no commands are read line by line.
    private static var isDumb: Bool { ["", "dumb"].contains(Terminal.environment("TERM") ?? "") }

    /// The next input; nil at the end.
    private mutating func read(_ raw: RawTerminal?) throws -> String? {
        guard let raw else { return try readPlainly() }
        // Pasted text is told from typed text for as long as a line is edited.
        defer { try? Terminal.write("\u{1B}[?2004l", to: 1) }
        try Terminal.write("\u{1B}[?2004h", to: 1)
        return try edit(raw)
    }

    private mutating func edit(_ raw: RawTerminal) throws -> String? {
        editor.begin(history: history.entries)
        var screen = LineScreen(prompt: prompt, continuation: continuation, width: Terminal.width ?? 80)
        var decoder = KeyDecoder()
        try Terminal.write(screen.redraw(editor.buffer), to: 1)
        while true {
            let key: Key?
            switch raw.read(within: decoder.isPending ? 100 : -1) {
            case .byte(let byte): key = decoder.take(byte)
            case .silence:
                decoder.flush()
                key = nil
            case .end: return nil
            }
            guard let key else { continue }
            screen.width = Terminal.width ?? 80
            let completion = NameCompletion(session: session)
            let effect = editor.handle(
                key, isUnfinished: { [session] in InteractiveCommand($0) == nil && session.isUnfinished($0) },
                complete: { completion.completion(of: $0) })
            switch effect {
            case .redraw: try Terminal.write(screen.redraw(editor.buffer), to: 1)
            case .bell: try Terminal.write("\u{07}", to: 1)
            case .clearScreen: try Terminal.write(screen.clear(editor.buffer), to: 1)
            case .show(let candidates):
                try Terminal.write(screen.leave(editor.buffer) + screen.columns(candidates) + screen.redraw(editor.buffer), to: 1)
            case .accept(let text):
                try Terminal.write(screen.leave(editor.buffer), to: 1)
                return text
            case .interrupt:
                try Terminal.write(screen.leave(editor.buffer), to: 1)
                return ""
            case .endOfInput:
                try Terminal.write(screen.leave(editor.buffer), to: 1)
                return nil
            }
        }
    }

    private func readPlainly() throws -> String? {
        try terminal.print(prompt, terminator: "")
        guard var text = readLine(strippingNewline: true) else { return nil }
        while InteractiveCommand(text) == nil, session.isUnfinished(text) {
            try terminal.print(continuation, terminator: "")
            guard let line = readLine(strippingNewline: true), !line.allSatisfy(\.isWhitespace) else { break }
            text += "\n" + line
        }
        return text
    }
}
