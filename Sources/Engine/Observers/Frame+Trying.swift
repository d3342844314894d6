import FEEL
import Policy

/// Trying a case with something more in it, and taking it away again.
extension Frame {
    /// Has `body` look at the case with one event more, behind all others of its day.
    /// - Parameters:
    ///   - known: the day it counts as recorded.
    ///   - facts: those of the event that are known, by number; the others aren't.
    package func trying<Result>(
        event type: Int, on: Int32, known: Int32, facts: [(fact: Int, value: Value)], _ body: () throws -> Result
    ) rethrows -> Result {
        let (eventCount, valueCount) = (events.count, eventValues.count)
        defer {
            events.truncate(to: eventCount)
            eventValues.truncate(to: valueCount)
        }
        appendEvent(type: type, on: on, recorded: known)
        for (fact, value) in facts { setEventFact(fact, value) }
        return try body()
    }

    /// Has `body` look at the case with a fact set.
    package func trying<Result>(fact slot: Int, _ value: Value, _ body: () throws -> Result) rethrows -> Result {
        let old = self[slot]
        defer { set(slot, old) }
        set(slot, value)
        return try body()
    }

    /// Has `body` look at the case with a fact set in every event of a type that doesn't say it.
    package func trying<Result>(fact: Int, ofEvents type: Int, _ value: Value, _ body: () throws -> Result) rethrows -> Result {
        let places = events.elements.filter { Int($0.type) == type }.map { Int($0.facts) + fact }
            .filter { eventValues.elements.indices.contains($0) && eventValues[$0].isUnknown }
        let old = places.map { eventValues[$0] }
        defer { for (place, value) in zip(places, old) { eventValues[place] = value } }
        for place in places { eventValues[place] = value }
        return try body()
    }

    /// A value of an enumeration, as records hold it; good as long as the plan.
    package func symbol(_ name: String) -> Value { plan.unit.symbol(name) }
}
