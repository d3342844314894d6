import Diagnostics
import FEEL
import Testing

/// String, conversion and numeric functions as expressions call them: edges, fractions where whole numbers are meant, characters beyond the first plane.
@Suite struct TextAndNumberBuiltinTests {
    @Test(arguments: [
        // Positions count characters; a fraction is left out.
        (#"substring("handbook", 5)"#, #""book""#), (#"substring("handbook", 2.9, 3.9)"#, #""and""#), (#"substring("handbook", -4.5, 2)"#, #""bo""#),
        (#"substring("handbook", 0.5)"#, "null"),
        (#"substring("handbook", 1, 0.9)"#, "null"), (#"substring("handbook", -9)"#, "null"), (#"substring("handbook", 99)"#, #""""#),
        (#"substring("handbook", 1e30)"#, #""""#),
        (#"substring("handbook", 3, 1e30)"#, #""ndbook""#), (#"substring("handbook", -1e30)"#, "null"), (#"substring("a😀规b", 2, 2)"#, #""😀规""#),
        (#"substring("a😀规b", -1)"#, #""b""#),
        (#"substring("abc", 2, null)"#, #""bc""#), (#"substring("", 1)"#, #""""#), (#"string length("a😀规é")"#, "4"), (#"string length("")"#, "0"),
        (#"string length("e\u0301")"#, "2"),
        (#"string length("\uD83D\uDE00\U01F600")"#, "2"), (#""\u4E2D\U004E2D" = "中中""#, "true"),
        (#"upper case("straße Ünï 9z")"#, #""STRASSE ÜNÏ 9Z""#), (#"lower case("ÀB[Z@")"#, #""àb[z@""#), (#"upper case("a{z`m")"#, #""A{Z`M""#),
        (#"upper case("")"#, #""""#),
        (#"substring before("规则一", "一")"#, #""规则""#), (#"substring after("规则一", "规")"#, #""则一""#), (#"substring after("abc", "")"#, #""abc""#),
        (#"substring before("abc", "")"#, #""""#),
        (#"substring after("abc", "z")"#, #""""#), (#"contains("县委", "委")"#, "true"), (#"starts with("", "")"#, "true"),
        (#"ends with("abc", "abcd")"#, "false"),
        (#"string join(["a", null, "b"], "、")"#, #""a、b""#), (#"string join([], "-")"#, #""""#), (#"string join(["a"])"#, #""a""#),
        (#"string join(["a", "b"], null)"#, #""ab""#),
        (#"string join(["a", 1], "-")"#, "null"), (#"string join(["", ""], "-")"#, #""-""#),
        // Texts of values.
        ("string(1.50)", #""1.5""#), ("string(1e20)", #""100000000000000000000""#), ("string(-0.000)", #""0""#), ("string(1e-7)", #""0.0000001""#),
        ("string(true)", #""true""#), ("string(null)", "null"),
        (#"string("a\"b")"#, #""a\"b""#), (#"string(["a", 1, null])"#, #""[\"a\", 1, null]""#),
        (#"string({a: "x", b c: [1.0]})"#, #""{a: \"x\", b c: [1]}""#), (#"string(@"2024-02-29")"#, #""2024-02-29""#),
        (#"string(@"P1Y2M")"#, #""P1Y2M""#), (#"string([1..3))"#, #""[1..3)""#),
        // Numbers of texts.
        (#"number("1 234,5", " ", ",")"#, "1234.5"), (#"number("1,234.5", ",", ".")"#, "1234.5"), (#"number("1.234,5", ".", ",")"#, "1234.5"),
        (#"number("1.5", null, ",")"#, "null"), (#"number("1,5", null, ",")"#, "1.5"),
        (#"number("1,5", ",", ",")"#, "null"), (#"number("15", ";", ".")"#, "null"), (#"number("15", "", ".")"#, "null"), (#"number("1 5")"#, "null"),
        (#"number("-.5")"#, "-0.5"), (#"number("")"#, "null"), (#"number("15", null, null)"#, "15"),
        (#"number(from: "7,5", decimal separator: ",")"#, "7.5"),
        // Scales.
        ("decimal(2/3, 2.9)", "0.67"), ("decimal(2/3, -0.5)", "1"), ("decimal(1250, -2)", "1200"), ("decimal(1350, -2.9)", "1400"),
        ("decimal(0.125, 2)", "0.12"), ("decimal(5, 6177)", "null"), ("decimal(5, -6112)", "null"),
        ("decimal(1, null)", "null"), ("round up(-1.21, 1)", "-1.3"), ("round down(-1.29, 1)", "-1.2"), ("round half up(-2.5, 0)", "-3"),
        ("round half down(-2.5, 0)", "-2"), ("floor(-1.25, 1)", "-1.3"), ("ceiling(-1.25, 1.99)", "-1.2"),
        ("round half up(9999999999999999999999999999999999, -34)", "10000000000000000000000000000000000"),
        // Functions and powers.
        ("modulo(-7, 4)", "1"), ("modulo(7, -4)", "-1"), ("modulo(5.5, 0.4)", "0.3"), ("abs(-0)", "0"), ("odd(-3)", "true"), ("even(0)", "true"),
        ("odd(1.5)", "null"), ("even(1e40)", "true"),
        ("sqrt(2)", "1.414213562373095048801688724209698"), ("sqrt(-1)", "null"), ("sqrt(-0)", "0"),
        ("exp(1)", "2.718281828459045235360287471352662"), ("log(10)", "2.302585092994045684017991454684364"),
        ("log(0)", "null"), ("exp(20000)", "null"), ("exp(-20000)", "0"), ("2 ** 0.5", "1.414213562373095048801688724209698"), ("4 ** 1.5", "8"),
        ("32 ** 0.2", "2"), ("0 ** 0", "1"), ("0 ** -1", "null"),
        ("(-8) ** (1/3)", "null"), ("(-2) ** -3", "-0.125"), ("10 ** -6177", "0"), ("10 ** 6145", "null"),
        ("1.1 ** 100", "13780.61233982227018411833717208964"), ("1/3", "0.3333333333333333333333333333333333"),
        ("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"), ("0.1 + 0.2 = 0.3", "true"),
    ])
    func comesTo(text: String, expected: String) {
        #expect(Evaluator().evaluate(text).value.description == expected, "\(text)")
    }

    @Test(arguments: [
        ("0 ** -2", Reason.Kind.divisionByZero), ("(-1) ** 0.5", .argument), ("10 ** 6145", .overflow), ("exp(15000)", .overflow),
        ("log(-1)", .argument), ("sqrt(-4)", .argument), ("1 / 0", .divisionByZero), ("modulo(1, 0)", .divisionByZero),
        ("9e6144 * 10", .overflow), ("decimal(1, 7000)", .argument), (#"number("x")"#, .argument),
    ])
    func saysWhy(text: String, kind: Reason.Kind) {
        let program = Compiler(unit: CompilationUnit()).program(CheckedExpression(SourceText(name: "t", text: text), environment: Environment()))
        let (value, reasons) = MachineOwner(slots: 0).collectingReasons { program.evaluate($0) }
        #expect(value.isNull && reasons.map(\.kind) == [kind])
    }
}
