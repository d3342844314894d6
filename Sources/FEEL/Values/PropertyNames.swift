/// What may stand behind a dot: the one list of properties, which completion and documentation read too.
extension Properties {
    /// A name that isn't here is no property.
    package static let names = [
        "year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone", "days", "hours", "minutes", "seconds", "years",
        "months", "start", "end", "start included", "end included",
    ]

    /// The properties of a type's values, and the members that are known of them; of a list those of its elements.
    package static func names(on type: FEELType) -> [String] {
        switch type.kind {
        case .context(let members?): members.map(\.name)
        case .list(let element): names(on: element)
        default: names.filter { Properties.type(of: $0, on: type) != nil }
        }
    }
}
