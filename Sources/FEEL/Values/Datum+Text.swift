/// Texts of data: reading `@"…"` literals and ISO 8601, and printing as FEEL writes.
extension Datum {
    /// A date, time, date and time, or duration from its ISO 8601 text; nil when it is none of them.
    package init?(temporal text: String) {
        var text = text
        let datum: Datum? = text.withUTF8 { bytes in
            if let days = CivilDate.parse(bytes) { return .date(days: days) }
            if let time = TimeOfDay(parsing: bytes) { return .time(nanoseconds: time.nanoseconds, zone: time.zone.text) }
            if let value = DateTime(parsing: bytes) {
                return .dateTime(seconds: value.localSeconds, nanoseconds: value.time.nanosecond, zone: value.time.zone.text)
            }
            return nil
        }
        if let datum { self = datum } else { self.init(duration: text) }
    }

    /// A duration from its ISO 8601 text.
    package init?(duration text: String) {
        var text = text
        let datum: Datum? = text.withUTF8 { bytes in
            if let months = YearsMonthsDuration.parse(bytes) { return .yearsMonthsDuration(months: months) }
            return DaysTimeDuration(parsing: bytes).map { .daysTimeDuration(seconds: $0.seconds, nanoseconds: $0.nanoseconds) }
        }
        guard let datum else { return nil }
        self = datum
    }

    /// The bare text of a value: a string without quotes, a date as ISO 8601, everything else as ``description``.
    public var text: String {
        switch self {
        case .string(let text): text
        case .date, .time, .dateTime, .daysTimeDuration, .yearsMonthsDuration: isoText
        default: description
        }
    }

    /// ISO 8601 of a date, time or duration; empty for anything else.
    public var isoText: String {
        var bytes: [UInt8] = []
        switch self {
        case .date(let days): CivilDate.appendText(day: days, to: &bytes)
        case .time(let nanoseconds, let zone):
            TimeOfDay(nanoseconds: nanoseconds)?.appendText(to: &bytes)
            zone.appendText(to: &bytes)
        case .dateTime(let seconds, let nanoseconds, let zone):
            DateTime(localSeconds: seconds, nanoseconds: nanoseconds, zone: .local)?.appendText(to: &bytes)
            zone.appendText(to: &bytes)
        case .daysTimeDuration(let seconds, let nanoseconds):
            DaysTimeDuration(seconds: seconds, nanoseconds: nanoseconds).appendText(to: &bytes)
        case .yearsMonthsDuration(let months): YearsMonthsDuration.appendText(months: months, to: &bytes)
        default: break
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Datum: CustomStringConvertible {
    /// The value as FEEL writes it.
    public var description: String {
        switch self {
        case .null: "null"
        case .unknown: "unknown"
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.description
        case .string(let text): Datum.quoted(text)
        case .date, .time, .dateTime, .daysTimeDuration, .yearsMonthsDuration: "@\"\(isoText)\""
        case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
        case .context(let members):
            "{\(members.map { "\(Datum.key($0.name)): \($0.value.description)" }.joined(separator: ", "))}"
        case .range(nil, _, let high?, let isClosed): "(\(isClosed ? "<=" : "<") \(high.description))"
        case .range(let low?, let isClosed, nil, _): "(\(isClosed ? ">=" : ">") \(low.description))"
        case .range(let low, let lowClosed, let high, let highClosed):
            "\(lowClosed ? "[" : "(")\(low?.description ?? "")..\(high?.description ?? "")\(highClosed ? "]" : ")")"
        case .point(let value, let negated): "(\(negated ? "!=" : "=") \(value.description))"
        case .function(let name): name
        }
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func key(_ name: String) -> String {
        let isPlain = !name.isEmpty && name.unicodeScalars.allSatisfy { FEELCharacter.isNamePart($0) || $0 == " " }
        return isPlain ? name : quoted(name)
    }
}

extension Datum.TimeZoneText {
    /// Also of a zone that the database hasn't.
    fileprivate func appendText(to bytes: inout [UInt8]) {
        switch self {
        case .local: break
        case .offset(let seconds): Zone.offset(seconds).appendText(to: &bytes)
        case .named(let name): bytes.append(contentsOf: "@\(name)".utf8)
        }
    }
}
