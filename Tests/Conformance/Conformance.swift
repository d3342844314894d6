/// Compares Redress with what another implementation says, line by line from standard input: `conformance numbers`, `conformance dates`.
///
/// The exit status is 1 when a line disagrees, 2 when the input isn't whole or isn't understood.
@main enum Conformance {
    static func main() {
        switch CommandLine.arguments.dropFirst().first {
        case "numbers": NumbersConformance().run()
        case "dates": DatesConformance().run()
        default: Report.stop("usage: conformance numbers|dates < lines")
        }
    }
}
