import Diagnostics

/// A test's record as JSON, and where its fields stand in the test.
package struct WrittenRecord: Sendable {
    package var bytes: [UInt8]
    /// By path, as rejects name it.
    private var locations: [String: Location]
    /// Of the record as a whole.
    private let whole: Location

    init(bytes: [UInt8], locations: [String: Location], whole: Location) {
        self.bytes = bytes
        self.locations = locations
        self.whole = whole
    }

    /// The place of a field, or of the nearest one around it that is written.
    package func location(ofPath path: String?) -> Location {
        var rest = Substring(path ?? "")
        while !rest.isEmpty {
            if let location = locations[String(rest)] { return location }
            let end = rest.lastIndex { $0 == "." || $0 == "[" } ?? rest.startIndex
            rest = rest[..<end]
        }
        return whole
    }
}
