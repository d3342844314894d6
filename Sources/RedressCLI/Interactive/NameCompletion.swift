import Diagnostics
import FEEL

/// What the name at the end of an input could become: a function of the one table, a name of the session, a keyword; behind a dot a property or
/// member of what stands before it; behind a colon a command.
struct NameCompletion {
    var session: InteractiveSession

    /// Beyond this an input is too long to be worth searching at a keystroke.
    private static let longestInput = 4000

    func completion(of text: String) -> LineEditor.Completion {
        guard text.utf8.count <= NameCompletion.longestInput else { return .init() }
        if text.hasPrefix(":"), !text.contains(" ") { return matches(InteractiveCommand.words.map { ":" + $0 }, text) }
        let input = NameCompletion.expression(in: text)
        let draft = ExpressionDraft(SourceText(name: "input", text: input))
        if draft.dot != nil {
            let members = draft.typeBeforeDot(in: session.environment).map { Properties.names(on: $0) } ?? []
            let beginning = draft.beginnings.first
            return matches(members, beginning?.text ?? "", typed: beginning.map { input.count(fromByte: $0.start) } ?? 0)
        }
        for beginning in draft.beginnings {
            let found = matches(names, beginning.text, typed: input.count(fromByte: beginning.start))
            if !found.candidates.isEmpty { return found }
        }
        return .init()
    }

    /// Functions are completed with their opening bracket.
    private var names: [String] {
        Builtins.all.map { $0.name + "(" } + session.names.map(\.name)
            + [
                "and", "between", "else", "every", "false", "for", "function(", "if", "in", "instance of", "null", "or", "return", "satisfies",
                "some",
            ]
            + ["then", "true"]
    }

    private func matches(_ names: [String], _ beginning: String, typed: Int? = nil) -> LineEditor.Completion {
        let found = Set(names).filter { $0.hasPrefix(beginning) && $0 != beginning }.sorted()
        return .init(replaced: typed ?? beginning.count, candidates: found)
    }

    /// The expression that is being typed: behind `:type` its argument.
    private static func expression(in text: String) -> String {
        guard text.hasPrefix(":"), let space = text.firstIndex(of: " ") else { return text }
        return String(text[space...])
    }
}

extension String {
    /// Characters from a byte on.
    fileprivate func count(fromByte byte: Int) -> Int {
        let place = utf8.index(utf8.startIndex, offsetBy: byte, limitedBy: utf8.endIndex) ?? utf8.endIndex
        return self[place...].count
    }
}
