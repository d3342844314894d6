import Diagnostics
import FEEL
import Policy

/// Compares a score with what a test expects of a subject.
struct ScoreExpectationCheck {
    private let sheet: ScoreSheet
    private let expectation: SubjectExpectation

    init(_ sheet: ScoreSheet, _ expectation: SubjectExpectation) {
        self.sheet = sheet
        self.expectation = expectation
    }

    var failures: [TestReport.Failure] {
        let assessment = sheet.assessment
        let score = sheet.scores.first { $0.subject == expectation.subject.value }
        if expectation.isNone {
            return score == nil ? [] : [failure("无", "none", "有", "one", at: expectation.subject.location)]
        }
        guard let score else { return [failure("一个总分", "a score", "无", "none", at: expectation.subject.location)] }
        var failures = [
            compare(.total, expectation.total, ends(score.total)), compare(.change, expectation.change, score.change.map(ends) ?? ["none"]),
            compare(
                .band, expectation.band,
                score.bands.map { $0.count == 1 ? [$0.lowerBound] : [$0.upperBound, $0.lowerBound] }?.map { assessment.bands[$0].name } ?? ["none"]),
            compare(
                .rank, expectation.rank,
                score.rank.map { $0.count == 1 ? ["\($0.lowerBound)"] : ["\($0.lowerBound)", "\($0.upperBound)"] } ?? ["none"]),
            compare(.warnings, expectation.warnings, score.warnings.map { assessment.warnings[$0.warning].name }, isSet: true),
            compare(.undetermined, expectation.undetermined, score.missing, isSet: true),
        ]
        for points in expectation.points {
            guard let index = assessment.indicators.firstIndex(where: { $0.name == points.indicator.value }) else { continue }
            failures.append(compare(.points, points.points, ends(score.indicators[index].points), of: points.indicator.value))
        }
        return failures.compactMap { $0 }
    }

    /// One number, or the lowest and the highest.
    private func ends(_ span: ScoreSpan) -> [String] {
        func text(_ end: Decimal128?) -> String { end.map { Number(decimal: $0).description } ?? "none" }
        return span.value.map { [text($0)] } ?? [text(span.low), text(span.high)]
    }

    private func compare(
        _ key: PolicyKey, _ expected: Written<[String]>?, _ found: [String], isSet: Bool = false, of part: String? = nil
    ) -> TestReport.Failure? {
        guard let expected else { return nil }
        // Numbers are equal however they are written.
        let wanted = expected.value.map { text in
            NameWord.reading(text) == NameWord.none ? "none" : isSet ? text : Number(text).map(\.description) ?? text
        }
        if isSet ? wanted.sorted() == found.sorted() : wanted == found { return nil }
        let name = part.map { " \($0)" } ?? ""
        return failure(
            "\(key.chinese)\(name) [\(wanted.joined(separator: ", "))]", "\(key.english)\(name) [\(wanted.joined(separator: ", "))]",
            "[\(found.joined(separator: ", "))]", "[\(found.joined(separator: ", "))]", at: expected.location)
    }

    private func failure(
        _ zh: String, _ en: String, _ foundZh: String, _ foundEn: String, at location: Location
    ) -> TestReport.Failure {
        TestReport.Failure(
            pack: nil, day: nil, measure: expectation.subject.value, expected: Phrase(zh: zh, en: en), found: Phrase(zh: foundZh, en: foundEn),
            location: location)
    }
}
