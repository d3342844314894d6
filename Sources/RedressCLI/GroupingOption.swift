import ArgumentParser
import Redress

/// `--group-by`
struct GroupingOption: ParsableArguments {
    /// What records are sorted by.
    enum Key: String, ExpressibleByArgument, CaseIterable { case subject }

    @Option(help: "Sort the records by subject first, for packs that look at a subject's earlier records: subject.")
    var groupBy: Key?

    var order: RecordOrder { groupBy == nil ? .asGiven : .bySubject }
}
