import Diagnostics
import FEEL

/// A decision table seen as a grid: what each input can be is cut into pieces so that a test holds for all of a piece or for none of it.
///
/// Inputs count as independent of each other. A test that isn't seen through makes its row one that may be hit anywhere, and covers nothing.
struct TableGrid {
    /// What it is called in findings.
    let name: String
    let table: DecisionTable
    let typed: TypedTable
    /// By input.
    let pieces: [[Piece]]
    /// By row and input: for each piece whether the test holds there; nil where that can't be seen.
    private let holds: [[[Bool]?]]

    /// A part of what an input can be, and how to say it.
    struct Piece {
        var domain: Domain
        var text: Phrase
    }

    /// One piece of each input.
    typealias Cell = [Int]

    /// Cells: larger grids aren't gone through.
    static let limit = 20_000
    /// Rows: of more than these nothing is said.
    static let rowLimit = 400

    /// The grids of a policy's tables that the pack itself wrote and that are free of errors.
    static func all(_ typed: TypedPolicy) -> [TableGrid] {
        let (policy, lowest) = (typed.policy, typed.policy.lowest)
        let defined = zip(policy.definitions, typed.definitions).compactMap { definition, checked -> TableGrid? in
            guard definition.layer == lowest, let table = definition.table?.table else { return nil }
            return TableGrid(definition.name, table, checked, policy)
        }
        let ofBands = zip(policy.assessments, typed.assessments).compactMap { assessment, checked -> TableGrid? in
            guard assessment.layer == lowest, let table = assessment.bandTable?.table else { return nil }
            return TableGrid(assessment.name, table, checked.bandTable, policy)
        }
        return defined + ofBands
    }

    /// Nil for a table with errors, and for one that is too large.
    init?(_ name: String, _ table: DecisionTable, _ whole: CheckedExpression?, _ policy: ResolvedPolicy) {
        guard let whole, !whole.hasErrors, let grid = whole.root.table, grid.rows.count <= TableGrid.rowLimit else { return nil }
        self.name = name
        self.table = table
        typed = grid
        let domains = grid.inputs.map { TableGrid.domain($0.value, policy) }
        var locals: [Int: Domain] = [:]
        for (input, domain) in zip(grid.inputs, domains) { locals[input.local] = domain ?? .all }
        let analysis = ConditionAnalysis(locals: locals)
        // By row and input: the values for which the test holds; nil where it isn't seen through.
        let passed: [[[Domain]?]] = grid.rows.map { row in
            zip(row.tests, grid.inputs).map { test, input in
                guard let test else { return [.all] }
                let term = Cases.Term.slot(ConditionAnalysis.slot(ofLocal: input.local))
                var found: [Domain] = []
                for conjunction in analysis.cases(test, of: whole, true)?.conjunctions ?? [[.text(""): .all]] {
                    guard conjunction.keys.allSatisfy({ $0 == term }) else { return nil }
                    found.append(conjunction[term] ?? .all)
                }
                return found
            }
        }
        let pieces = grid.inputs.indices.map { input in
            TableGrid.pieces(domains[input] ?? .all, cutBy: passed.compactMap { $0[input] }.flatMap { $0 })
        }
        self.pieces = pieces
        guard table.rows.count * pieces.reduce(0, { $0 + $1.count }) <= TableGrid.limit * 4 else { return nil }
        holds = passed.map { row in
            row.enumerated().map { input, domains in
                domains.map { domains in pieces[input].map { piece in domains.contains { $0.meets(piece.domain) } } }
            }
        }
    }

    /// The numbers at which what an input's tests say may change, ascending; nil where a test isn't seen through.
    func cuts(ofInput input: Int) -> [Decimal128]? {
        guard holds.allSatisfy({ $0[input] != nil }) else { return nil }
        let points = pieces[input].compactMap { piece -> Decimal128? in
            guard case .number(let number)? = piece.domain.listed?.first else { return nil }
            return number.decimal
        }
        return points.sorted { $0 < $1 }
    }

    // MARK: Inputs

    /// What an input can be, as its type and its fact's range tell.
    private static func domain(_ input: TypedExpr, _ policy: ResolvedPolicy) -> Domain? {
        switch input.type {
        case .boolean: return ConditionAnalysis.truth
        case .enumeration(let enumeration): return .among(enumeration.values.map { .text($0) })
        default: break
        }
        guard case .variable(let variable) = input.kind else { return nil }
        let fact = policy.vocabulary.records.flatMap(\.facts).first { $0.slot == variable.slot }
        return fact.flatMap { ConditionAnalysis.domain($0, policy.vocabulary) }
    }

    /// Cuts what an input can be at every value that a test names.
    private static func pieces(_ domain: Domain, cutBy domains: [Domain]) -> [Piece] {
        if let listed = domain.listed {
            return listed.sorted { $0.written < $1.written }.map {
                Piece(domain: .only($0), text: Phrase(same: "= \($0.written)"))
            }
        }
        var points: Set<Scalar> = []
        for domain in domains {
            points.formUnion(domain.listed ?? [])
            points.formUnion(domain.excluded)
            points.formUnion([domain.low, domain.high].compactMap { $0?.value })
        }
        points.formUnion([domain.low, domain.high].compactMap { $0?.value })
        let sorted = points.sorted { ($0.order($1) ?? 0) < 0 }
        guard let first = sorted.first, let last = sorted.last else { return [Piece(domain: domain, text: Phrase(zh: "为任何值", en: "is anything"))] }
        var found: [Piece] = sorted.map { Piece(domain: .only($0), text: Phrase(same: "= \($0.written)")) }
        if case .text = first {
            let rest = sorted.reduce(Domain.all) { $0.intersection(.except($1)) }
            found.append(Piece(domain: rest, text: Phrase(zh: "为别的文本", en: "is another text")))
        } else {
            func open(_ value: Scalar?) -> Domain.Bound? { value.map { Domain.Bound(value: $0, isClosed: false) } }
            found.append(Piece(domain: .interval(from: nil, to: open(first)), text: Phrase(same: "< \(first.written)")))
            found.append(Piece(domain: .interval(from: open(last), to: nil), text: Phrase(same: "> \(last.written)")))
            for (low, high) in zip(sorted, sorted.dropFirst()) {
                found.append(
                    Piece(
                        domain: .interval(from: open(low), to: open(high)),
                        text: Phrase(zh: "在 \(low.written) 与 \(high.written) 之间", en: "between \(low.written) and \(high.written)")))
            }
        }
        return found.compactMap { piece in
            let domain = piece.domain.intersection(domain)
            return domain.isEmpty ? nil : Piece(domain: domain, text: piece.text)
        }
    }

    // MARK: Rows

    /// Whether a row is surely hit in a cell.
    func isHit(_ row: Int, _ cell: Cell) -> Bool { zip(holds[row], cell).allSatisfy { holds, piece in holds?[piece] ?? false } }

    /// Whether a row may be hit in a cell.
    func mayBeHit(_ row: Int, _ cell: Cell) -> Bool { zip(holds[row], cell).allSatisfy { holds, piece in holds?[piece] ?? true } }

    /// Every cell, the last input changing fastest; nil where there are too many.
    var cells: [Cell]? {
        var count = 1
        for pieces in pieces {
            count *= pieces.count
            if count * max(1, table.rows.count) > TableGrid.limit * 16 || count > TableGrid.limit { return nil }
        }
        return pieces.reduce([[]]) { cells, pieces in cells.flatMap { cell in pieces.indices.map { cell + [$0] } } }
    }

    /// A cell that two rows surely share.
    func sharedCell(_ a: Int, _ b: Int) -> Cell? {
        var cell: Cell = []
        for input in pieces.indices {
            guard let x = holds[a][input], let y = holds[b][input], let piece = pieces[input].indices.first(where: { x[$0] && y[$0] }) else {
                return nil
            }
            cell.append(piece)
        }
        return cell
    }

    /// A cell in words: ``breach.serious = true, breach.loss < 500000``. Inputs that aren't cut at all are left out.
    func words(_ cell: Cell) -> Phrase {
        let parts = zip(table.inputs, zip(pieces, cell)).filter { $1.0.count > 1 }.map { input, place in
            (input.text, place.0[place.1].text)
        }
        return Phrase(
            zh: parts.map { "`\($0) \($1.zh)`" }.joined(separator: "，"), en: parts.map { "`\($0) \($1.en)`" }.joined(separator: ", "))
    }

    /// Whether two rows say the same, in constants.
    func saySame(_ a: Int, _ b: Int) -> Bool {
        zip(typed.rows[a].outputs, typed.rows[b].outputs).allSatisfy { x, y in
            guard case .constant(let left) = x.kind, case .constant(let right) = y.kind else { return false }
            return left == right
        }
    }

    /// Whether two rows may say the same: not both in constants that differ.
    func maySaySame(_ a: Int, _ b: Int) -> Bool {
        zip(typed.rows[a].outputs, typed.rows[b].outputs).allSatisfy { x, y in
            guard case .constant(let left) = x.kind, case .constant(let right) = y.kind else { return true }
            return left == right
        }
    }
}

extension Scalar {
    /// As FEEL writes it.
    fileprivate var written: String {
        switch self {
        case .boolean(let value): "\(value)"
        case .text(let text): "\"\(text)\""
        case .number(let number): number.description
        case .day(let day): CivilDay.text(Int32(clamping: day))
        case .months(let months): Datum.yearsMonthsDuration(months: months).text
        case .seconds(let seconds, let nanoseconds): Datum.daysTimeDuration(seconds: seconds, nanoseconds: nanoseconds).text
        }
    }
}
