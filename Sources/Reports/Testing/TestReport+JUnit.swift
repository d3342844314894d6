import Diagnostics

extension TestReport {
    /// Reports as JUnit XML: a test suite a pack, a test case a case. Without times, so that the same tests give the same bytes.
    package static func junit(_ reports: [TestReport], _ language: Language) -> String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        let all = (reports.reduce(0) { $0 + $1.cases.count }, reports.reduce(0) { $0 + $1.failed })
        lines.append("<testsuites tests=\"\(all.0)\" failures=\"\(all.1)\">")
        for report in reports {
            lines.append("  <testsuite name=\"\(escaped(report.pack))\" tests=\"\(report.cases.count)\" failures=\"\(report.failed)\">")
            for test in report.cases {
                let position = test.location.source.position(at: test.location.span.lower)
                let head =
                    "    <testcase classname=\"\(escaped(report.pack))\" name=\"\(escaped(test.name))\""
                    + " file=\"\(escaped(test.location.source.name))\" line=\"\(position.line)\""
                if test.failures.isEmpty {
                    lines.append(head + "/>")
                    continue
                }
                lines.append(head + ">")
                for failure in test.failures {
                    let message = failure.message[language]
                    lines.append("      <failure message=\"\(escaped(message))\">\(escaped("\(place(failure.location)): \(message)"))</failure>")
                }
                lines.append("    </testcase>")
            }
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.map { $0 + "\n" }.joined()
    }

    /// Text for an attribute or an element; what XML 1.0 can't hold becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case "\r": result += "&#13;"
            case "\t": result += "&#9;"
            default:
                let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
            }
        }
        return result
    }
}
