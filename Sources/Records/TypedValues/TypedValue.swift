import FEEL

/// The typed values of the contract: `{"type": "number", "value": "1.5"}`, read and written.
package enum TypedValue {
    /// A typed value as a datum; nil when it isn't one.
    package static func read(_ tree: JSONTree) -> Datum? {
        guard case .object = tree, let type = tree["type"]?.string else { return nil }
        if type == "null" { return .null }
        guard let value = tree["value"] else { return .null }
        switch (type, value) {
        case ("boolean", .boolean(let value)): return .boolean(value)
        case ("boolean", .string(let text)): return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
        case ("number", .string(let text)), ("number", .number(let text)): return Number(text).map { .number($0) }
        case ("string", .string(let text)): return .string(text)
        case ("date", .string(let text)), ("time", .string(let text)), ("date and time", .string(let text)),
            ("days and time duration", .string(let text)), ("years and months duration", .string(let text)):
            return Datum(temporal: text)
        case ("list", .array(let elements)):
            var list: [Datum] = []
            for element in elements {
                guard let datum = read(element) else { return nil }
                list.append(datum)
            }
            return .list(list)
        case ("context", .object(let members)):
            var context: [Datum.Member] = []
            for member in members {
                guard let datum = read(member.value) else { return nil }
                context.append(Datum.Member(name: member.name, value: datum))
            }
            return .context(context)
        default: return nil
        }
    }

    /// Plain JSON as a datum: numbers, texts, lists, objects; a text that is a date stays a text.
    package static func plain(_ tree: JSONTree) -> Datum {
        switch tree {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .number(let text): Number(text).map { .number($0) } ?? .null
        case .string(let text): .string(text)
        case .array(let elements): .list(elements.map { plain($0) })
        case .object(let members): .context(members.map { Datum.Member(name: $0.name, value: plain($0.value)) })
        }
    }

    /// Appends the typed value.
    package static func write(_ datum: Datum, to out: inout OutputBuffer) {
        func scalar(_ type: StaticString, _ text: String) {
            out.append("{\"type\":\"")
            out.append(type)
            out.append("\",\"value\":")
            out.appendJSONString(text)
            out.append("}")
        }
        switch datum {
        case .null, .unknown: out.append("{\"type\":\"null\"}")
        case .boolean(let value): out.append(value ? "{\"type\":\"boolean\",\"value\":true}" : "{\"type\":\"boolean\",\"value\":false}")
        case .number(let number): scalar("number", number.description)
        case .string(let text): scalar("string", text)
        case .date: scalar("date", datum.isoText)
        case .time: scalar("time", datum.isoText)
        case .dateTime: scalar("date and time", datum.isoText)
        case .daysTimeDuration: scalar("days and time duration", datum.isoText)
        case .yearsMonthsDuration: scalar("years and months duration", datum.isoText)
        case .range, .point: scalar("range", datum.description)
        case .function(let name): scalar("function", name)
        case .list(let elements):
            out.append("{\"type\":\"list\",\"value\":[")
            for (index, element) in elements.enumerated() {
                if index > 0 { out.append(byte: UInt8(ascii: ",")) }
                write(element, to: &out)
            }
            out.append("]}")
        case .context(let members):
            out.append("{\"type\":\"context\",\"value\":{")
            for (index, member) in members.enumerated() {
                if index > 0 { out.append(byte: UInt8(ascii: ",")) }
                out.appendJSONString(member.name)
                out.append(byte: UInt8(ascii: ":"))
                write(member.value, to: &out)
            }
            out.append("}}")
        }
    }
}
