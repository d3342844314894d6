/// The members of the objects being read that their schema doesn't know, so that one that comes twice is noticed.
///
/// Objects stand in each other: each begins with a mark and ends with it. A short list is searched through; one longer than
/// ``UnknownNames/listLimit`` is hashed, with a seed of its own, so that no record can be made to take quadratic time.
package struct UnknownNames {
    private struct Entry {
        var name: JSONText
        var hash: UInt64
    }

    private var entries: [Entry] = []
    /// Numbers of entries, from 1, by hash: the table of the object that begins at `tableMark`.
    private var table: [UInt32] = []
    private var tableMark = -1
    private let seed = UInt64.random(in: .min ... .max)

    /// Names that are compared one by one before a table is made.
    package static let listLimit = 16

    package init() {}

    /// Forgets everything; the names lie in the record before.
    package mutating func reset() {
        entries.removeAll(keepingCapacity: true)
        tableMark = -1
    }

    /// Begins an object.
    package func begin() -> Int { entries.count }

    /// Ends the object begun with `mark`.
    package mutating func end(_ mark: Int) {
        if tableMark >= mark { tableMark = -1 }
        if entries.count > mark { entries.removeSubrange(mark...) }
    }

    /// Adds a name to the innermost object, begun with `mark`; false when it has it already.
    package mutating func insert(_ name: JSONText, since mark: Int) -> Bool {
        let hash = name.hash(seed: seed)
        if entries.count - mark < Self.listLimit {
            for index in mark..<entries.count where matches(entries[index], name, hash) { return false }
            entries.append(Entry(name: name, hash: hash))
            return true
        }
        if tableMark != mark || (entries.count - mark) * 2 >= table.count { rebuild(mark) }
        var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[place] != 0 {
            if matches(entries[Int(table[place]) - 1], name, hash) { return false }
            place = (place + 1) & (table.count - 1)
        }
        entries.append(Entry(name: name, hash: hash))
        table[place] = UInt32(truncatingIfNeeded: entries.count)
        return true
    }

    private func matches(_ entry: Entry, _ name: JSONText, _ hash: UInt64) -> Bool {
        entry.hash == hash && entry.name.equals(name)
    }

    private mutating func rebuild(_ mark: Int) {
        var capacity = 64
        while capacity < (entries.count - mark) * 4 { capacity *= 2 }
        table.removeAll(keepingCapacity: true)
        table.append(contentsOf: repeatElement(0, count: capacity))
        for index in mark..<entries.count {
            var place = Int(truncatingIfNeeded: entries[index].hash) & (capacity - 1)
            while table[place] != 0 { place = (place + 1) & (capacity - 1) }
            table[place] = UInt32(truncatingIfNeeded: index + 1)
        }
        tableMark = mark
    }
}
