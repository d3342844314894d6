import Diagnostics
import FEEL
import Testing

/// Ranges as values, tests with them, and the relations of points and ranges.
@Suite struct RangeTests {
    @Test(arguments: [
        ("[2..7]", "[2..7]"), ("]2..7[", "(2..7)"), ("(> 4)", "(> 4)"), ("(<=4)", "(<= 4)"), ("(=4)", "(= 4)"), ("(!= 4)", "(!= 4)"),
        ("[\"b\"..\"d\"]", "[\"b\"..\"d\"]"), ("[@\"P1D\"..@\"P3D\"]", "[@\"P1D\"..@\"P3D\"]"),
        ("(2..7].start", "2"), ("(2..7].end", "7"), ("(2..7].start included", "false"), ("(2..7].end included", "true"),
        ("(= 4).start", "4"), ("(= 4).end included", "true"), ("(!= 4).end included", "false"), ("(< 4).end", "4"),
        ("[2..7] = [2..7]", "true"), ("[2..7] = [2..7)", "false"), ("]2..7] = (2..7]", "true"), ("(= 4) = (= 4)", "true"),
        ("(= 4) = [4..4]", "false"), ("(= 4) = (!= 4)", "false"), ("(!= 4) = (!= 5)", "false"), ("(< 4) != (<= 4)", "true"),
        ("[2..7] instance of range<number>", "true"), ("[2..7] instance of range<string>", "false"), ("(> \"a\") instance of range<string>", "true"),
        ("(= 4) instance of range<number>", "true"), ("4 instance of range<number>", "false"),
        ("for i in [2..4) return i", "[2, 3]"), ("for i in (2..3) return i", "[]"), ("for i in (= 4) return i", "[4]"),
    ])
    func values(expression: String, value: String) {
        #expect(Evaluated(expression).text == value)
    }

    @Test(arguments: [
        ("4 in [(= 4)]", "true"), ("5 in [(= 4)]", "false"), ("5 in [(!= 4)]", "true"), ("4 in [(!= 4), (> 9)]", "false"),
        ("\"c\" in [\"b\"..\"d\"]", "true"), ("@\"P2D\" in (@\"P1D\"..@\"P2D\")", "false"), ("4 in (? > 3, 1)", "true"), ("4 in (? > 5, 4)", "true"),
        ("4 in (> 9, [1..3], 4)", "true"), ("[1, 2] in [[1, 2], [3]]", "true"), ("[2..7] in [[2..7]]", "true"),
        ("4 in (for x in [3, 4] return x)", "true"), ("null in [2..7]", "null"), ("3 between 1 and null", "null"), ("0 between 1 and null", "false"),
        ("null between 1 and 2", "null"),
    ])
    func membership(expression: String, value: String) {
        #expect(Evaluated(expression).text == value)
    }

    @Test(arguments: [
        ("range(\"[2..7]\")", "[2..7]"), ("range(\"]-2.5..7[\")", "(-2.5..7)"), ("range(\" ( \\\"b\\\" .. \\\"d\\\" ] \")", "(\"b\"..\"d\"]"),
        ("range(\"[2..)\")", "(>= 2)"), ("range(\"(..7]\")", "(<= 7)"),
        ("range(\"[date(\\\"2024-02-01\\\")..@\\\"2024-03-01\\\"]\").start", "@\"2024-02-01\""),
        ("range(\"[duration(\\\"P1D\\\")..@\\\"P3D\\\"]\")", "[@\"P1D\"..@\"P3D\"]"), ("range(from: \"[2..7]\") = [2..7]", "true"),
        ("range(null)", "null"),
    ])
    func fromText(expression: String, value: String) {
        #expect(Evaluated(expression).text == value)
    }

    @Test(arguments: [
        "[7..2]", "[2..\"a\"]", "(= true)", "range(\"[7..2]\")", "range(\"[2..]\")", "range(\"[..7]\")", "range(\"(..)\")", "range(\"2..7\")",
        "range(\"\")", "range(\"[1 + 1..7]\")", "range(\"[x..7]\")", "range(\"[2..\\\"a\\\"]\")", "range(\"[date(\\\"no day\\\")..)\")",
        "range(\"[2..7] \\\"\")", "range(\"[null..7]\")", "range(\"[2..7][\")", "for i in (!= 4) return i", "(!= 4).start", "before((!= 4), 5)",
        "before(1, \"a\")", "meets([1..2], [\"a\"..\"b\"])", "before(true, false)", "range([2..7])",
    ])
    func refused(expression: String) {
        let found = Evaluated(expression)
        #expect(found.isExplainedNull, "\(found)")
    }

    private static let setUp = """
        {closed: for a in 1..4, b in 1..4 return if a <= b then [a..b] else null, open: for a in 1..4, b in 1..4 return if a < b then (a..b) else null,
        left: for a in 1..4, b in 1..4 return if a < b then (a..b] else null, right: for a in 1..4, b in 1..4 return if a < b then [a..b) else null,
        ranges: concatenate(closed, open, left, right)[item != null], points: [0, 1, 2, 3, 4, 5]}
        """

    /// Table 78 of the standard, sentence by sentence: p is a point, r and s are ranges.
    @Test(arguments: [
        ("pq", "before(p, q)", "p < q"),
        ("pr", "before(p, r)", "p < r.start or (p = r.start and not(r.start included))"),
        ("pr", "before(r, p)", "r.end < p or (r.end = p and not(r.end included))"),
        ("rs", "before(r, s)", "r.end < s.start or ((not(r.end included) or not(s.start included)) and r.end = s.start)"),
        ("pq", "after(p, q)", "p > q"),
        ("pr", "after(p, r)", "p > r.end or (p = r.end and not(r.end included))"),
        ("pr", "after(r, p)", "r.start > p or (r.start = p and not(r.start included))"),
        ("rs", "after(r, s)", "r.start > s.end or ((not(r.start included) or not(s.end included)) and r.start = s.end)"),
        ("rs", "meets(r, s)", "r.end included and s.start included and r.end = s.start"),
        ("rs", "met by(r, s)", "r.start included and s.end included and r.start = s.end"),
        (
            "rs", "overlaps(r, s)",
            "(r.end > s.start or (r.end = s.start and r.end included and s.start included)) and "
                + "(r.start < s.end or (r.start = s.end and r.start included and s.end included))"
        ),
        (
            "rs", "overlaps before(r, s)",
            "(r.start < s.start or (r.start = s.start and r.start included and not(s.start included))) and "
                + "(r.end > s.start or (r.end = s.start and r.end included and s.start included)) and "
                + "(r.end < s.end or (r.end = s.end and (not(r.end included) or s.end included)))"
        ),
        (
            "rs", "overlaps after(r, s)",
            "(s.start < r.start or (s.start = r.start and s.start included and not(r.start included))) and "
                + "(s.end > r.start or (s.end = r.start and s.end included and r.start included)) and "
                + "(s.end < r.end or (s.end = r.end and (not(s.end included) or r.end included)))"
        ),
        ("pr", "finishes(p, r)", "r.end included and r.end = p"),
        (
            "rs", "finishes(r, s)",
            "r.end included = s.end included and r.end = s.end and "
                + "(r.start > s.start or (r.start = s.start and (not(r.start included) or s.start included)))"
        ),
        ("pr", "finished by(r, p)", "r.end included and r.end = p"),
        (
            "rs", "finished by(r, s)",
            "r.end included = s.end included and r.end = s.end and "
                + "(r.start < s.start or (r.start = s.start and (r.start included or not(s.start included))))"
        ),
        ("pr", "includes(r, p)", "(r.start < p and r.end > p) or (r.start = p and r.start included) or (r.end = p and r.end included)"),
        (
            "rs", "includes(r, s)",
            "(r.start < s.start or (r.start = s.start and (r.start included or not(s.start included)))) and "
                + "(r.end > s.end or (r.end = s.end and (r.end included or not(s.end included))))"
        ),
        ("pr", "during(p, r)", "p in r"),
        (
            "rs", "during(r, s)",
            "(s.start < r.start or (s.start = r.start and (s.start included or not(r.start included)))) and "
                + "(s.end > r.end or (s.end = r.end and (s.end included or not(r.end included))))"
        ),
        ("pr", "starts(p, r)", "r.start included and r.start = p"),
        (
            "rs", "starts(r, s)",
            "r.start = s.start and r.start included = s.start included and "
                + "(r.end < s.end or (r.end = s.end and (not(r.end included) or s.end included)))"
        ),
        ("pr", "started by(r, p)", "r.start included and r.start = p"),
        (
            "rs", "started by(r, s)",
            "r.start = s.start and r.start included = s.start included and "
                + "(s.end < r.end or (s.end = r.end and (not(s.end included) or r.end included)))"
        ),
        ("pq", "coincides(p, q)", "p = q"), ("rs", "coincides(r, s)", "r = s"),
    ])
    func relations(variables: String, relation: String, meaning: String) {
        let iterators = variables.map { "\($0) in all.\("pq".contains($0) ? "points" : "ranges")" }.joined(separator: ", ")
        let definition = Evaluator.Definition(name: "all", expression: Self.setUp)
        let found = Evaluated("every \(iterators) satisfies \(relation) = (\(meaning))", definitions: [definition])
        #expect(found.text == "true", "\(relation): \(found.codes)")
        #expect(Evaluated("some \(iterators) satisfies \(relation)", definitions: [definition]).text == "true")
    }

    /// A range without an end on one side reaches beyond every value there.
    @Test(arguments: [
        ("before((< 5), 5)", "true"), ("before((> 5), 9)", "false"), ("after((> 5), [1..5])", "true"), ("overlaps((> 5), (< 6))", "true"),
        ("overlaps((> 5), (< 5))", "false"), ("includes((> 5), 9)", "true"), ("includes((> 5), [6..9])", "true"),
        ("includes([6..9], (> 5))", "false"),
        ("during((> 6), (> 5))", "true"), ("finishes((> 6), (> 5))", "true"), ("starts((< 5), (< 6))", "true"), ("coincides((> 5), (> 5))", "true"),
        ("coincides((> 5), (>= 5))", "false"), ("meets((<= 5), (>= 5))", "true"), ("met by((>= 5), (<= 5))", "true"),
        ("coincides((= 5), [5..5])", "true"), ("overlaps before([1..5], (>= 3))", "true"), ("before(point: 1, range: [2..3])", "true"),
        ("sort([@\"2024-03-01\", @\"2024-01-01\"], before)", "[@\"2024-01-01\", @\"2024-03-01\"]"),
    ])
    func unboundedEnds(expression: String, value: String) {
        #expect(Evaluated(expression).text == value)
    }
}
