import Diagnostics

/// A policy as it is under the law of the days from one on, until the next edition's: without dates, as it would have been written then.
package struct PolicyEdition: Sendable {
    /// Days since 1970-01-01; the first edition's is the least there is.
    package var from: Int32
    package var typed: TypedPolicy

    package init(from: Int32, typed: TypedPolicy) {
        self.from = from
        self.typed = typed
    }

    /// What is only worth saying where it holds under the law of every day: that nobody uses a thing.
    private static let ofWhatNobodyUses: Set<String> = [
        UnusedParameter.code, UnusedDefinition.code, NeverImposed.code, ClauseWithoutRule.code, StateNeverBegins.code,
    ]

    /// What was found in each edition, as findings of the whole: each once.
    package static func together(_ found: [[Diagnostic]]) -> [Diagnostic] {
        guard found.count > 1 else { return found.first ?? [] }
        var counts: [Place: Int] = [:]
        for edition in found { for place in Set(edition.map(Place.init)) { counts[place, default: 0] += 1 } }
        var seen: Set<Place> = []
        return found.flatMap { $0 }.filter { diagnostic in
            let place = Place(diagnostic)
            if ofWhatNobodyUses.contains(diagnostic.code), counts[place] != found.count { return false }
            return seen.insert(place).inserted
        }
    }

    /// What makes two findings one.
    private struct Place: Hashable {
        var code: String
        var file: String
        var span: Span?
        var message: Phrase

        init(_ diagnostic: Diagnostic) {
            code = diagnostic.code
            file = diagnostic.location?.source.name ?? ""
            span = diagnostic.location?.span
            message = diagnostic.message
        }
    }
}
