import FEEL

/// Writes down what happens in a replay, in order of days and then as it happens.
package struct TraceObserver: ReplayObserver {
    package enum Entry: Hashable, Sendable {
        case moment(Int32)
        case evaluated(rule: Int, on: Int32, Outcome)
        case fired(rule: Int, on: Int32)
        case ceased(rule: Int, on: Int32)
        case acted(rule: Int, action: Int, on: Int32)
        case changed(measure: Int, on: Int32, to: Status, rule: Int)
        case option(Int, on: Int32, isOpen: Bool)

        package var day: Int32 {
            switch self {
            case .moment(let day): day
            case .evaluated(_, let day, _), .fired(_, let day), .ceased(_, let day), .acted(_, _, let day): day
            case .changed(_, let day, _, _), .option(_, let day, _): day
            }
        }
    }

    /// What a condition came to.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case isTrue = "true"
        case isFalse = "false"
        case isUnknown = "unknown"
        /// A fault of the policy: no boolean.
        case isNull = "null"

        package init(_ value: Value) {
            self = value.isTrue ? .isTrue : value.isFalse ? .isFalse : value.isUnknown ? .isUnknown : .isNull
        }
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package mutating func moment(_ day: Int32) { entries.append(.moment(day)) }

    package mutating func evaluated(rule: Int, on day: Int32, value: Value) {
        entries.append(.evaluated(rule: rule, on: day, Outcome(value)))
    }

    package mutating func fired(rule: Int, on day: Int32) { entries.append(.fired(rule: rule, on: day)) }

    package mutating func ceased(rule: Int, on day: Int32) { entries.append(.ceased(rule: rule, on: day)) }

    package mutating func acted(rule: Int, action: Int, on day: Int32) { entries.append(.acted(rule: rule, action: action, on: day)) }

    package mutating func changed(measure: Int, on day: Int32, to status: Status, rule: Int) {
        // What time alone changes is worked out when the next moment has begun: it stands where its day does.
        var place = entries.count
        while place > 0, entries[place - 1].day > day { place -= 1 }
        entries.insert(.changed(measure: measure, on: day, to: status, rule: rule), at: place)
    }

    package mutating func option(_ index: Int, on day: Int32, isOpen: Bool) {
        entries.append(.option(index, on: day, isOpen: isOpen))
    }
}
