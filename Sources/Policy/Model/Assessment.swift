import Diagnostics

/// How subjects are scored over a period by what their records show, as one pack wrote it: of its own, a refinement, or a replacement.
package struct Assessment: Hashable, Sendable {
    package var name: String
    package var role: Rule.Role
    package var label: Phrase?
    /// Clause ids or cites.
    package var clauses: [Written<String>]
    /// Values and groups of the kinds' `applies to` fact; nil for every subject.
    package var appliesTo: [Written<String>]?
    package var every: CalendarPeriod?
    /// Whether the text says how often.
    package var everyStated = true
    /// What a score begins with.
    package var base: WrittenExpression?
    package var floor: WrittenExpression?
    package var cap: WrittenExpression?
    /// Records of which this is true count nowhere, as of the day looked from.
    package var except: WrittenExpression?
    /// What a subject is called, over its records.
    package var shownAs: WrittenExpression?
    package var indicators: [Indicator]
    /// The best first.
    package var bands: [Band]
    /// Which band, in place of the bands' lowest totals.
    package var bandTable: DecisionTable?
    package var ranking: Ranking?
    package var warnings: [Warning]
    package var location: Location

    package init(
        name: String, role: Rule.Role = .own, label: Phrase? = nil, clauses: [Written<String>] = [], appliesTo: [Written<String>]? = nil,
        every: CalendarPeriod? = nil, base: WrittenExpression? = nil, floor: WrittenExpression? = nil, cap: WrittenExpression? = nil,
        except: WrittenExpression? = nil, shownAs: WrittenExpression? = nil, indicators: [Indicator] = [], bands: [Band] = [],
        bandTable: DecisionTable? = nil, ranking: Ranking? = nil, warnings: [Warning] = [], location: Location = .unwritten
    ) {
        self.name = name
        self.role = role
        self.label = label
        self.clauses = clauses
        self.appliesTo = appliesTo
        self.every = every
        self.base = base
        self.floor = floor
        self.cap = cap
        self.except = except
        self.shownAs = shownAs
        self.indicators = indicators
        self.bands = bands
        self.bandTable = bandTable
        self.ranking = ranking
        self.warnings = warnings
        self.location = location
    }

    /// What is counted, and what each counts for.
    package struct Indicator: Hashable, Sendable {
        package var name: String
        package var label: Phrase
        package var clauses: [Written<String>]
        /// The kind of record counted; nil for the vocabulary's first.
        package var kind: Written<String>?
        package var condition: WrittenExpression?
        /// The day that places a record in a period; nil for the kind's `day`.
        package var day: WrittenExpression?
        /// Of one record.
        package var points: WrittenExpression?
        /// Of all records together, over `count` and `sum`.
        package var inAll: WrittenExpression?
        package var weight: WrittenExpression?
        package var floor: WrittenExpression?
        package var cap: WrittenExpression?
        package var location: Location

        package init(name: String, label: Phrase? = nil, clauses: [Written<String>] = [], location: Location = .unwritten) {
            self.name = name
            self.label = label ?? Phrase(same: name)
            self.clauses = clauses
            self.location = location
        }
    }

    /// A grade, and the lowest total that has it.
    package struct Band: Hashable, Sendable {
        package var name: String
        package var label: Phrase
        package var clauses: [Written<String>]
        /// Nil for the last, which takes the rest, and where a table says who has which band.
        package var from: WrittenExpression?
        package var location: Location

        package init(
            name: String, label: Phrase? = nil, clauses: [Written<String>] = [], from: WrittenExpression? = nil, location: Location = .unwritten
        ) {
            self.name = name
            self.label = label ?? Phrase(same: name)
            self.clauses = clauses
            self.from = from
            self.location = location
        }
    }

    package struct Ranking: Hashable, Sendable {
        package var order: RankingOrder
        package var ties: RankingTies
        /// Indicators whose points decide between equal totals, the first first.
        package var thenBy: [Written<String>]
        package var location: Location

        package init(order: RankingOrder, ties: RankingTies, thenBy: [Written<String>] = [], location: Location = .unwritten) {
            self.order = order
            self.ties = ties
            self.thenBy = thenBy
            self.location = location
        }
    }

    package struct Warning: Hashable, Sendable {
        package var name: String
        package var label: Phrase
        package var clauses: [Written<String>]
        package var condition: WrittenExpression?
        /// Nil for the subject.
        package var addressee: WrittenExpression?
        package var location: Location

        package init(
            name: String, label: Phrase? = nil, clauses: [Written<String>] = [], condition: WrittenExpression? = nil,
            addressee: WrittenExpression? = nil, location: Location = .unwritten
        ) {
            self.name = name
            self.label = label ?? Phrase(same: name)
            self.clauses = clauses
            self.condition = condition
            self.addressee = addressee
            self.location = location
        }
    }
}

/// Which totals come first.
package enum RankingOrder: String, Hashable, Sendable, CaseIterable {
    case descending
    case ascending
}

/// What becomes of equal totals.
package enum RankingTies: String, Hashable, Sendable, CaseIterable {
    /// 1, 2, 2, 4.
    case standardCompetition = "standard competition"
    /// 1, 2, 2, 3.
    case dense
    /// 1, 2, 3, 4: what is equal to the end is in the order of the subjects' ids.
    case ordinal
}

/// An assessment after layering.
package struct ResolvedAssessment: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// The pack that wrote it first, or replaced it: it is held while that pack is in force.
    package var layer: Int
    package var clauses: [ClauseReference]
    /// Values that the kinds' `applies to` fact may have; nil for all.
    package var appliesTo: [EnumerationMember]?
    package var every: CalendarPeriod
    /// Whether the text says how often.
    package var everyStated: Bool
    package var base: WrittenExpression?
    package var floor: WrittenExpression?
    package var cap: WrittenExpression?
    package var except: WrittenExpression?
    package var shownAs: WrittenExpression?
    package var indicators: [Indicator]
    package var bands: [Band]
    package var bandTable: BandTable?
    package var ranking: Ranking
    package var warnings: [Warning]
    /// How it came to be, first to last.
    package var provenance: [RuleProvenance]
    package var location: Location

    package struct Indicator: Hashable, Sendable {
        package var written: Assessment.Indicator
        /// The pack that wrote it.
        package var layer: Int
        package var clauses: [ClauseReference]
        /// An index into ``Vocabulary/records``.
        package var kind: Int

        package var name: String { written.name }
        package var label: Phrase { written.label }
    }

    package struct Band: Hashable, Sendable {
        package var written: Assessment.Band
        package var clauses: [ClauseReference]

        package var name: String { written.name }
        package var label: Phrase { written.label }
    }

    /// Says who has which band.
    package struct BandTable: Hashable, Sendable {
        package var table: DecisionTable
        /// By row.
        package var clauses: [[ClauseReference]]
    }

    package struct Ranking: Hashable, Sendable {
        package var order: RankingOrder
        package var ties: RankingTies
        /// Indexes of indicators.
        package var thenBy: [Int]
    }

    package struct Warning: Hashable, Sendable {
        package var written: Assessment.Warning
        package var layer: Int
        package var clauses: [ClauseReference]

        package var name: String { written.name }
        package var label: Phrase { written.label }
    }

    /// Every clause that it or a part of it rests on, without repeats.
    package var allClauses: [ClauseReference] {
        (clauses + indicators.flatMap(\.clauses) + bands.flatMap(\.clauses) + (bandTable?.clauses.flatMap { $0 } ?? [])
            + warnings.flatMap(\.clauses)).withoutRepeats()
    }
}

/// A superior assessment that no longer stands, and why.
package struct SupersededAssessment: Hashable, Sendable {
    /// As it stood before.
    package var assessment: ResolvedAssessment
    /// The pack that did it.
    package var layer: Int
    package var step: SupersededRule.Step
    package var because: String?
    package var location: Location
}
