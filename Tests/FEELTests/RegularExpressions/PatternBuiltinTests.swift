import Diagnostics
import FEEL
import Testing

/// `matches`, `replace` and `split` as expressions call them.
@Suite struct PatternBuiltinTests {
    private static func value(_ text: String, _ context: [Datum.Member] = []) -> Datum { Evaluator().evaluate(text, context: context).value }

    @Test(arguments: [
        (#"matches("Zhashui", "sh")"#, "true"), (#"matches("Zhashui", "^sh")"#, "false"), (#"matches("ZHASHUI", "^zha", "i")"#, "true"),
        (#"matches("610", "\d{3}")"#, "true"), (#"matches("a.c", "a.c", "q")"#, "true"), (#"matches("abc", "a.c", "q")"#, "false"),
        (#"matches("", "")"#, "true"), (#"matches("", "x*")"#, "true"), (#"matches("a", "a", null)"#, "true"), (#"matches(null, "a")"#, "null"),
        (#"matches("a", null)"#, "null"), (#"matches(input: "xyz", pattern: "Y", flags: "i")"#, "true"), (#"matches(["xyz"], "y")"#, "true"),
        (#"matches("a", "a", "g")"#, "null"), (#"matches("a", "(")"#, "null"), (#"matches(1, "1")"#, "null"),
        (#"replace("banana", "an", "AN")"#, #""bANANa""#), (#"replace("banana", "(a)(n)", "$2$1")"#, #""bnanaa""#),
        (#"replace("2024-05-06", "(\d+)-(\d+)-(\d+)", "$3.$2.$1")"#, #""06.05.2024""#),
        (#"replace("abc", "b", "[$0]")"#, #""a[b]c""#), (#"replace("abc", "b", "$1")"#, #""ac""#), (#"replace("abc", "(b)", "$12")"#, #""ab2c""#),
        (#"replace("abc", "(b)|(c)", "<$2>")"#, #""a<><c>""#),
        (#"replace("price 5", "\d", "\$$0")"#, #""price $5""#), (#"replace("a/b", "/", "\\")"#, #"null"#),
        (#"replace("a/b", "/", "\\\\")"#, #""a\\b""#),
        (#"replace("abc", "b", "$")"#, "null"), (#"replace("abc", "b", "$x")"#, "null"), (#"replace("abc", "b", "\\x")"#, "null"),
        (#"replace("a$b", "$", "\", "q")"#, "null"),
        (#"replace("a.b", ".", "$1", "q")"#, #""a$1b""#), (#"replace("abc", "x*", "-")"#, "null"), (#"replace("abc", "^", "-")"#, "null"),
        (#"replace("abc", "z", "-")"#, #""abc""#),
        (#"replace("aXbx", "x", "", "i")"#, #""ab""#), (#"replace("规则一，规则二", "规则(.)", "第$1条")"#, #""第一条，第二条""#),
        (#"replace("abab", "(ab)\1", "<$1>")"#, #""<ab>""#),
        (#"replace("a😀b", "😀", "☺")"#, #""a☺b""#), (#"replace("", "a", "b")"#, #""""#), (#"replace("abc", "b")"#, "null"),
        (#"replace("a\nb", "^", "-", "m")"#, "null"),
        (#"replace(replacement: "-", pattern: "b", input: "abc")"#, #""a-c""#),
        (#"split("a,b,,c", ",")"#, #"["a", "b", "", "c"]"#), (#"split(",a,", ",")"#, #"["", "a", ""]"#),
        (#"split("a1b22c", "\d+")"#, #"["a", "b", "c"]"#), (#"split("abc", ",")"#, #"["abc"]"#),
        (#"split("", ",")"#, "[]"), (#"split("a.b", "\.")"#, #"["a", "b"]"#), (#"split("a b", "")"#, "null"),
        (#"split("张三、李四", "、")"#, #"["张三", "李四"]"#), (#"split("a", "[")"#, "null"),
        (#"string join(split("x-y-z", "-"), "+")"#, #""x+y+z""#), (#"count(split("one two  three", " +"))"#, "3"),
        // A pattern that is only known while evaluating, once and again.
        (#"for p in ["a", "b", "(", "a"] return matches("cab", p)"#, "[true, true, null, true]"),
        (#"for f in ["", "i"] return matches("A", "a", f)"#, "[false, true]"),
        (
            #"for n in 1..40 return replace("x", if odd(n) then "x" else "y", "z")"#,
            "[" + (1...40).map { $0 % 2 == 1 ? #""z""# : #""x""# }.joined(separator: ", ") + "]"
        ),
    ])
    func comesTo(text: String, expected: String) {
        // In a FEEL string a backslash before a letter that isn't an escape's stays.
        #expect(Self.value(text).description == expected, "\(text)")
    }

    @Test(arguments: [
        (#"matches("a", "(")"#, Reason.Kind.invalidPattern), (#"matches("a", "a", "y")"#, .invalidFlags),
        (#"replace("a", "a", "$")"#, .invalidReplacement), (#"replace("a", "a*", "b")"#, .emptyMatch),
        (#"split("a", "a?")"#, .emptyMatch), (#"matches("a", "(a{999}){999}")"#, .patternTooLarge),
        (#"for p in ["("] return matches("a", p)"#, .invalidPattern),
        (#"for p in ["a{99999}"] return split("a", p)"#, .patternTooLarge), (#"matches(1, "a")"#, .argument),
        (#"for t in [string join(for i in 1..30 return "a", "")] return matches(t + "c", "^(a|a)*b\1")"#, .budget),
    ])
    func saysWhy(text: String, kind: Reason.Kind) {
        let program = Compiler(unit: CompilationUnit()).program(CheckedExpression(SourceText(name: "t", text: text), environment: Environment()))
        let owner = MachineOwner(slots: 0)
        let (_, reasons) = owner.collectingReasons { program.evaluate($0) }
        #expect(reasons.first?.kind == kind)
        #expect(reasons.first.map { !$0.message.zh.isEmpty && !$0.message.en.isEmpty } == true)
    }

    /// Replacing may make a text longer, but not beyond the memory there is.
    @Test func memoryIsBounded() {
        let text =
            "{t: string join(for i in 1..20000 return \"a\", \"\"), r: string join(for i in 1..20000 return \"$0$0$0$0\", \"\"), v: replace(t, \"a+\", r)}.v"
        #expect(Self.value(text) == .null)
    }
}
