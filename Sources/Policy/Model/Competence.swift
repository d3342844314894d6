import Diagnostics

/// What a pack leaves to the packs below it to do with a parameter.
package struct Competence: Hashable, Sendable {
    /// Which values they may give it; nil where any.
    package var values: Values?
    /// Which way they may go from the value that stands above them; nil where any.
    package var direction: Written<Direction>?

    package init(values: Values? = nil, direction: Written<Direction>? = nil) {
        self.values = values
        self.direction = direction
    }

    package enum Values: Hashable, Sendable {
        /// None: the value stands.
        case none(Location)
        /// Those that meet these unary tests.
        case meeting(WrittenExpression)

        package var location: Location {
            switch self {
            case .none(let location): location
            case .meeting(let tests): tests.location
            }
        }
    }

    package enum Direction: String, Hashable, Sendable, CaseIterable {
        /// Sharper, by what the parameter declares as ``Sharper``, or as it is.
        case tighten
        case loosen
        /// A list with everything that stands in it above.
        case add
    }
}

/// Which of two values of a parameter is the sharper one, seen from who must act or bear it.
package enum Sharper: String, Hashable, Sendable, CaseIterable {
    /// Of durations.
    case longer, shorter
    /// Of numbers, and of dates the later and the earlier.
    case higher, lower
    case `true`, `false`

    /// Whether it is sharper where the value grows; truth is more than falsehood.
    package var isUpwards: Bool { [.longer, .higher, .true].contains(self) }
}
