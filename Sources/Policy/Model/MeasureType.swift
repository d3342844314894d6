import Diagnostics

/// What kind of thing a measure is; the kind decides which statuses it can have.
package enum MeasureKind: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case obligation
    case restriction
    case disclosure
    case referral
    case incentive
    case entry

    /// Whether events can fulfil it.
    package var isFulfillable: Bool {
        switch self {
        case .obligation, .disclosure, .referral: true
        case .restriction, .incentive, .entry: false
        }
    }
}

/// Where a measure stands on a day.
package enum MeasureStatus: String, Hashable, Sendable, CaseIterable {
    case pending
    case inForce = "in-force"
    case due
    case overdue
    case suspended
    case withheld
    case fulfilled
    case expired
    case lifted
    case exempted
    case revoked
}

/// Who bears a measure.
package enum Addressee: Hashable, Sendable {
    /// The record's subject.
    case subject
    /// The responsible units, or the vocabulary's authority where there are none.
    case authority
    case expression(WrittenExpression)
}

/// A measure that policies may impose.
package struct MeasureType: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    package var kind: MeasureKind
    /// Events (indexes) that fulfil it when dated on or after the day it starts.
    package var fulfilledBy: [Int]
    /// An event of any day fulfils it.
    package var earlierCounts: Bool
    package var borneBy: Addressee
    package var location: Location

    package init(
        name: String, label: Phrase? = nil, kind: MeasureKind, fulfilledBy: [Int] = [], earlierCounts: Bool = false,
        borneBy: Addressee = .subject, location: Location = .unwritten
    ) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.kind = kind
        self.fulfilledBy = fulfilledBy
        self.earlierCounts = earlierCounts
        self.borneBy = borneBy
        self.location = location
    }
}
