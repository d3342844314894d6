import Diagnostics
import FEEL
import Foundation
import Testing
import _TestSupport

@testable import RedressCLI

/// What is entered at the prompt, without a terminal and at a pseudo-terminal.
@Suite struct InteractiveTests {
    private func enter(_ inputs: [String]) -> String {
        var session = InteractiveSession()
        var last = ""
        for input in inputs {
            let outcome = session.enter(input)
            last =
                outcome.value.map { (outcome.name.map { "\($0) = " } ?? "") + $0.description }
                ?? outcome.diagnostics.map(\.code).joined(separator: " ")
        }
        return last
    }

    @Test(arguments: [
        (["1 + 1"], "2"), (["loss = 12", "loss * 2"], "24"), (["x = 1", "x = x + 1", "x"], "2"), (["(1 = 1)"], "true"),
        (["x = 1", "(x = 2)"], "false"),
        (["net profit 3 = 5", "net profit 3 + 1"], "6"), (["损失 = {金额: 7}", "损失.金额 + 1"], "8"),
        (["f = function(n) n * 2", "f(21)"], "42"), (["a = 1", "f = function(n) n + a", "a = 100", "f(1)"], "2"),
        (["c = {twice: function(n) n * 2, k: 4}", "c.twice(c.k)"], "8"), (["f = function(n) n", "g = function(n) f(n) + 1", "g(1)"], "2"),
        (["if 1 = 1 then 2 else 3"], "2"), (["count = 3"], "name-taken"), (["x = "], "empty-expression"), (["x = 1 +"], "syntax"),
        (["r = [{a: 1}, {a: 2}]", "r.a"], "[1, 2]"), (["d = @\"2024-02-03\"", "d.month"], "2"),
    ]) func sessions(inputs: [String], answer: String) { #expect(enter(inputs) == answer) }

    @Test func faultsAreWhereTheyWereTyped() {
        var session = InteractiveSession()
        let found = session.enter("总额 = 1 + nothing here").diagnostics
        #expect(found.first?.location?.span.lower == "总额 = 1 + ".utf8.count)
    }

    @Test(arguments: [
        ("[1,", true), ("[1, 2]", false), ("f(", true), ("{a: [1, 2", true), ("1 +", false), ("x = {", true), ("/* from", true),
        ("(1 + ) * (", false),
        ("\"(", false), ("(\"(\"", true), ("]1..2[", false), ("[1, ]", false),
    ]) func unfinished(text: String, isUnfinished: Bool) { #expect(InteractiveSession().isUnfinished(text) == isUnfinished) }

    @Test(arguments: [
        ("string l", "string length("), ("lo", "loss total|log("), ("1 + coun", "count("), ("if los", "loss total"), ("loss ", "loss total"),
        ("bill.am", "bill.amount"), ("bill.", "bill.amount|bill.due day"),
        ("1 + bill.due d", "bill.due day"), ("date(\"2024-01-01\").mon", "month"), ("[1..2].start i", "start included"), (":ty", ":type"),
        (":type stri", "string(|string join(|string length("), ("@\"PT1H\".ho", "hours"), ("[bill].am", "amount"), ("1 + ", ""), ("\"te", ""),
    ]) func completion(text: String, ends: String) {
        var session = InteractiveSession()
        _ = session.enter("bill = {amount: 3, due day: @\"2024-01-01\"}")
        _ = session.enter("loss total = 3")
        let found = NameCompletion(session: session).completion(of: text)
        let texts = found.candidates.map { String(text.dropLast(found.replaced)) + $0 }
        let expected = ends.isEmpty ? [] : ends.split(separator: "|").map(String.init)
        if expected.count < 2 {
            #expect(texts.count == expected.count && zip(texts, expected).allSatisfy { $0.hasSuffix($1) }, "\(texts)")
        } else {
            #expect(expected.allSatisfy { end in texts.contains { $0.hasSuffix(end) } }, "\(texts)")
        }
    }

    /// The table is what is completed: every function, whole, from its beginning.
    @Test func everyFunctionIsCompleted() {
        let completion = NameCompletion(session: InteractiveSession())
        for builtin in Builtins.all {
            let beginning = String(builtin.name.prefix(builtin.name.count - 1))
            let found = completion.completion(of: "1 + " + beginning)
            #expect(
                found.candidates.contains { ("1 + " + beginning).dropLast(found.replaced) + $0 == "1 + " + builtin.name + "(" }, "\(builtin.name)")
            #expect(InteractiveCommand.description(ofFunction: builtin.name).en.contains(builtin.summary.en))
        }
    }

    @Test func commands() {
        #expect(InteractiveCommand("1 + 1") == nil)
        #expect(InteractiveCommand(" :type 1 + 1") == .type("1 + 1"))
        #expect(InteractiveCommand(":help string length ") == .function("string length"))
        #expect(InteractiveCommand(":q") == .quit)
        #expect(InteractiveCommand(":nope") == .unknown("nope"))
        #expect(InteractiveCommand.description(ofFunction: "string lenght").en.contains("string length"))
    }

    /// The whole of it at a pseudo-terminal, driven by Python.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/env") && hasPython, "no Python 3")) func atATerminal() throws {
        let folder = try TemporaryFolder()
        let outcome = try Executable(at: "/usr/bin/env").run(
            ["python3", Repository.path("Tests/CommandTests/Data/interactive.py"), redress.url.path, folder.url.path])
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.error)")
        let history = try String(contentsOfFile: folder.path("redress/history"), encoding: .utf8)
        #expect(history.contains(#"[1,\n2]"#))
    }

    private static let hasPython = (try? Executable(at: "/usr/bin/env").run(["python3", "-c", "import pty"]).status) == 0
}
