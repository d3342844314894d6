import Foundation

/// What was entered before, oldest first, bounded; kept in a file under XDG's folder of state.
struct InputHistory: Equatable {
    static let limit = 1000
    /// Longer inputs are remembered for the session only.
    static let longestKept = 10_000

    private(set) var entries: [String] = []

    init(entries: [String] = []) { self.entries = Array(entries.suffix(InputHistory.limit)) }

    /// Remembers an input, unless it is blank or the same as the one before.
    mutating func add(_ text: String) {
        guard !text.allSatisfy(\.isWhitespace), entries.last != text else { return }
        entries.append(text)
        if entries.count > InputHistory.limit { entries.removeFirst(entries.count - InputHistory.limit) }
    }

    // MARK: The file

    /// `$XDG_STATE_HOME/redress/history`, else `~/.local/state/redress/history`; nil without a home.
    static func file(environment: (String) -> String?) -> URL? {
        let state: URL
        if let folder = environment("XDG_STATE_HOME"), folder.hasPrefix("/") {
            state = URL(fileURLWithPath: folder)
        } else if let home = environment("HOME"), home.hasPrefix("/") {
            state = URL(fileURLWithPath: home).appendingPathComponent(".local/state")
        } else {
            return nil
        }
        return state.appendingPathComponent("redress/history")
    }

    /// An unreadable file is an empty history.
    init(reading file: URL?) {
        let text = file.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
        self.init(entries: text.split(separator: "\n").map { InputHistory.unescaped($0) })
    }

    /// Writes the file, which only its owner may read. That it can't be written is nothing an evaluation should fail for.
    func write(to file: URL?) {
        guard let file else { return }
        try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let kept = entries.filter { $0.utf8.count <= InputHistory.longestKept }
        let text = kept.map { InputHistory.escaped($0) + "\n" }.joined()
        try? Data(text.utf8).write(to: file, options: .atomic)
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    /// An entry a line: `\n` for a line break in it.
    private static func escaped(_ text: String) -> String { text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n") }

    private static func unescaped(_ line: some StringProtocol) -> String {
        var text = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                text.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character)
            }
        }
        return text
    }
}
