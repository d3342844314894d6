import Diagnostics
import FEEL
import Foundation
import Testing

/// Hostile sizes: a result or a fault, never a crash, also on a small stack in a debug build.
@Suite(.serialized) struct ParserLimitTests {
    private static func times(_ part: String, _ count: Int) -> String { String(repeating: part, count: count) }

    static let hostile: [(name: String, text: String)] = [
        ("brackets", times("(", 100_000)), ("closed brackets", times("(", 50_000) + "1" + times(")", 50_000)), ("lists", times("[", 100_000)),
        ("contexts", times("{a:", 50_000)), ("sums", times("1+", 100_000) + "1"), ("ors", times("a or ", 40_000) + "a"),
        ("minus", times("-", 100_000) + "1"), ("spaced minus", times("- ", 100_000) + "1"), ("ifs", times("if ", 60_000)),
        ("elses", times("if a then b else ", 10_000) + "c"), ("paths", "a" + times(".b", 100_000)), ("calls", "f" + times("()", 100_000)),
        ("filters", "a" + times("[1]", 80_000)), ("betweens", "1" + times(" between 1 and 1", 10_000)), ("ins", "1" + times(" in 1", 40_000)),
        ("nested ins", times("1 in (", 40_000) + "1"), ("open ranges", times("1 in (", 90) + "1" + times("..1)", 90)),
        ("functions", times("function(a) ", 20_000) + "1"), ("types", "a instance of " + times("list<", 40_000)), ("nots", times("not(", 50_000)),
        ("left heavy", times("(", 90) + "1" + times(times("+1", 250) + ")", 90)), ("string", "\"" + times("x", 200_000) + "\""),
        ("escapes", "\"" + times("\\u4E25", 30_000) + "\""), ("open string", "\"" + times("\\", 200_001)), ("digits", times("9", 200_000)),
        ("words", times("w ", 100_000)), ("name", times("失", 80_000)), ("too long", times(" ", 300_000)), ("symbols", times("&", 200_000)),
        ("dots", times("..", 100_000)), ("list", "[" + times("1,", 100_000) + "1]"), ("quantifiers", times("some x in ", 20_000) + "a"),
        ("comments", times("/**/", 60_000)), ("bound", times("for x in [x] return ", 12_000) + "x"),
    ]

    /// Reads, checks, compiles and evaluates; gives the code of the first fault, or the value.
    static func run(_ text: String) -> String {
        let checked = CheckedExpression(SourceText(name: "t", text: text), environment: Environment())
        if checked.written == nil { return checked.diagnostics.first?.code ?? "nothing" }
        let owner = MachineOwner(slots: 0)
        // Constants live as long as the program.
        let program = Compiler(unit: CompilationUnit()).program(checked)
        return withExtendedLifetime(program) { String(owner.ref.datum(of: program.evaluate(owner.ref)).description.prefix(20)) }
    }

    @Test(.timeLimit(.minutes(2)), arguments: hostile.indices)
    func survivesOnASmallStack(index: Int) throws {
        let (name, text) = Self.hostile[index]
        print("hostile \(name) …")
        let answer = Answer()
        let thread = Thread { answer.give(Self.run(text)) }
        thread.stackSize = 512 << 10
        thread.start()
        let result = answer.wait()
        #expect(!result.isEmpty && result != "nothing", "\(name)")
        print("hostile \(name): \(result)")
    }

    /// What is just within the limits is read, checked, compiled and evaluated on the small stack as well.
    @Test func theGreatestAllowedWorksOnASmallStack() {
        let chain = Self.times("1+", Parser.Limit.chain) + "1"
        let nested = Self.times("(", Parser.Limit.depth - 1) + "1" + Self.times(")", Parser.Limit.depth - 1)
        let minus = Self.times("- ", Parser.Limit.depth - 1) + "1"
        let lists = Self.times("[", Parser.Limit.depth - 1) + Self.times("]", Parser.Limit.depth - 1)
        let calls = Self.times("abs(", Parser.Limit.depth - 1) + "1" + Self.times(")", Parser.Limit.depth - 1)
        let ors = Self.times("false or ", Parser.Limit.chain) + "true"
        let conditions = Self.times("if true then ", Parser.Limit.depth - 1) + "1" + Self.times(" else 2", Parser.Limit.depth - 1)
        let filters = "[1]" + Self.times("[1 = 1]", Parser.Limit.chain)
        let recursion = "(function(f, n) f(f, n + 1))(function(f, n) f(f, n + 1), 1)"
        let expected = [
            (chain, "\(Parser.Limit.chain + 1)"), (nested, "1"), (minus, Parser.Limit.depth % 2 == 0 ? "-1" : "1"), (lists, nil), (calls, "1"),
            (ors, "true"), (conditions, "1"), (filters, "[1]"), (recursion, "null"),
        ]
        for (text, value) in expected {
            print("greatest \(text.prefix(30)) …")
            let answer = Answer()
            let thread = Thread { answer.give(Self.run(text)) }
            thread.stackSize = 512 << 10
            thread.start()
            let result = answer.wait()
            if let value { #expect(result == value, "\(text.prefix(40))") } else { #expect(result.hasPrefix("["), "\(text.prefix(40))") }
        }
    }
}

/// Hands one text from one thread to another.
private final class Answer: @unchecked Sendable {
    // Sendable: the semaphore orders the one write before the one read.
    private var text = ""
    private let semaphore = DispatchSemaphore(value: 0)

    func give(_ text: String) {
        self.text = text
        semaphore.signal()
    }

    func wait() -> String {
        semaphore.wait()
        return text
    }
}
