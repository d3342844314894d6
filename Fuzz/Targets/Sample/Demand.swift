import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ends the run as a finding when something doesn't hold that must hold for every input.
package func demand(_ holds: Bool, _ what: @autoclosure () -> String) {
    if holds { return }
    let message = Array("demanded: \(what())\n".utf8)
    _ = message.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    abort()
}

/// Every finding has its place in the text it is about, and can be shown in every form.
package func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
        for location in [diagnostic.location].compactMap({ $0 }) + diagnostic.notes.compactMap(\.location) {
            let span = location.span
            demand(
                span.lower >= 0 && span.lower <= span.upper && span.upper <= location.source.bytes.count,
                "\(diagnostic.code) lies at \(span) of \(location.source.bytes.count) bytes")
        }
    }
    // Rendering sorts: a few hundred findings are enough to see it work.
    let some = Array(diagnostics.prefix(50))
    _ = TerminalRenderer(language: .chinese, colour: true).render(some)
    _ = JSONRenderer().render(some)
    _ = SARIFRenderer(language: .english).render(some)
}
