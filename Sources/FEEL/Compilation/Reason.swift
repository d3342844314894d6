import Diagnostics

/// Why an expression came to null although its input wasn't: a value, counted and matched by kind, shown by ``message``.
package struct Reason: Sendable, Equatable {
    package var kind: Kind
    /// Where in the expression; nil for a value that a host function made.
    package var site: Site
    /// What was there, as type names, in order of the operands.
    package var found: [String]

    package enum Kind: String, Sendable, CaseIterable {
        case operandTypes = "operand-types"
        case incomparable
        case notBoolean = "not-boolean"
        case divisionByZero = "division-by-zero"
        case overflow
        case noSuchMember = "no-such-member"
        case noSuchItem = "no-such-item"
        case argument
        case argumentCount = "argument-count"
        case notAFunction = "not-a-function"
        case notATemporal = "not-a-date-or-duration"
        case notAList = "not-a-list"
        case invalidRange = "invalid-range"
        case tooDeep = "too-deep"
        case budget
        case memory
        case noZone = "no-zone"
        case noClock = "no-clock"
        case unknownName = "unknown-name"
        case invalidPattern = "invalid-pattern"
        case patternTooLarge = "pattern-too-large"
        case invalidFlags = "invalid-flags"
        case invalidReplacement = "invalid-replacement"
        case emptyMatch = "empty-match"
        case duplicateKey = "duplicate-key"
        case externalFunction = "external-function"
        case conversion
        case calendarYear = "calendar-year"
        /// The hit policy of a decision table forbids what its rows came to.
        case severalRows = "several-rows"
        /// No row of a decision table is hit.
        case noRow = "no-row"
        /// A result that isn't among a decision table's output values.
        case unlistedOutput = "unlisted-output"
    }
}

/// A place in an expression that can come to null, and what stands there (an operator, a function, a member).
package struct Site: Sendable, Equatable {
    package var span: Span
    package var subject: String
    package init(span: Span, subject: String) {
        self.span = span
        self.subject = subject
    }
}

/// Collects reasons, up to a limit: the first hundred tell what is wrong.
package final class ReasonSink {
    package var reasons: [Reason] = []
    static let limit = 100

    func add(_ reason: Reason) {
        if reasons.count < ReasonSink.limit { reasons.append(reason) }
    }
}

extension Machine {
    /// Null, with the reason noted when somebody collects reasons. Nothing is built when nobody does.
    @inline(never)
    package func fail(_ kind: Reason.Kind, _ site: Site, _ first: Value? = nil, _ second: Value? = nil) -> Value {
        guard let reasons else { return .null }
        var found: [String] = []
        if let first { found.append(first.typeName) }
        if let second { found.append(second.typeName) }
        reasons.takeUnretainedValue().add(Reason(kind: kind, site: site, found: found))
        return .null
    }

    /// Null for a reason that types say nothing about, with what was there in words.
    @inline(never)
    package func fail(_ kind: Reason.Kind, _ site: Site, texts: () -> [String]) -> Value {
        reasons?.takeUnretainedValue().add(Reason(kind: kind, site: site, found: texts()))
        return .null
    }
}

extension Reason {
    /// The reason in words.
    package var message: Phrase {
        let list = found.joined(separator: ", ")
        let name = site.subject
        return switch kind {
        case .operandTypes: Phrase(zh: "`\(name)` 不能用于 \(list)", en: "`\(name)` doesn't take \(list)")
        case .incomparable: Phrase(zh: "\(list) 之间不能用 `\(name)` 比较", en: "\(list) can't be compared by `\(name)`")
        case .notBoolean: Phrase(zh: "`\(name)` 需要布尔值，得到 \(list)", en: "`\(name)` needs a boolean and got \(list)")
        case .divisionByZero: Phrase(zh: "除数为零", en: "division by zero")
        case .overflow: Phrase(zh: "`\(name)` 的结果超出范围", en: "the result of `\(name)` is out of range")
        case .noSuchMember: Phrase(zh: "\(list) 没有成员 `\(name)`", en: "\(list) has no member `\(name)`")
        case .noSuchItem: Phrase(zh: "列表没有这一项", en: "the list has no such item")
        case .argument: Phrase(zh: "`\(name)` 不接受这些参数：\(list)", en: "`\(name)` doesn't accept these arguments: \(list)")
        case .argumentCount: Phrase(zh: "`\(name)` 的参数个数不对", en: "`\(name)` got a wrong number of arguments")
        case .notAFunction: Phrase(zh: "`\(name)` 不是函数", en: "`\(name)` isn't a function")
        case .notATemporal: Phrase(zh: "`\(name)` 不是日期、时间或时长", en: "`\(name)` isn't a date, a time or a duration")
        case .notAList: Phrase(zh: "`\(name)` 需要列表，得到 \(list)", en: "`\(name)` needs a list and got \(list)")
        case .invalidRange: Phrase(zh: "区间的两端不能是 \(list)", en: "the ends of a range can't be \(list)")
        case .tooDeep: Phrase(zh: "函数调用或列表嵌套过深", en: "functions call each other, or lists stand in each other, too deeply")
        case .budget: Phrase(zh: "求值步数用尽", en: "the budget of steps is used up")
        case .memory: Phrase(zh: "求值内存用尽", en: "the budget of memory is used up")
        case .noZone: Phrase(zh: "系统的时区数据库没有 `\(name)`", en: "the system's time zone database has no `\(name)`")
        case .noClock: Phrase(zh: "这里没有时钟，`\(name)` 没有值", en: "there is no clock here, so `\(name)` has no value")
        case .unknownName: Phrase(zh: "没有名为 `\(name)` 的变量", en: "there is no variable `\(name)`")
        case .invalidPattern: Phrase(zh: "`\(name)` 的正则表达式有误", en: "the regular expression of `\(name)` isn't valid")
        case .patternTooLarge: Phrase(zh: "`\(name)` 的正则表达式过于庞大", en: "the regular expression of `\(name)` is too large")
        case .invalidFlags: Phrase(zh: "`\(name)` 的标志只能是 s、m、i、x、q", en: "the flags of `\(name)` can only be s, m, i, x and q")
        case .invalidReplacement:
            Phrase(
                zh: "`\(name)` 的替换文本中，`$` 之后须有数字，`\\` 之后须有 `$` 或 `\\`",
                en: "in what `\(name)` puts in, a `$` takes a digit, a `\\` takes a `$` or a `\\`")
        case .emptyMatch:
            Phrase(zh: "`\(name)` 的正则表达式不能与空文本相符", en: "the regular expression of `\(name)` can't be one that matches nothing at all")
        case .duplicateKey: Phrase(zh: "键 `\(name)` 重复", en: "the key `\(name)` stands twice")
        case .externalFunction: Phrase(zh: "不支持外部函数", en: "external functions aren't supported")
        case .calendarYear:
            Phrase(
                zh: "日历 `\(found.last ?? "")` 没有 \(found.first ?? "") 年",
                en: "the calendar `\(found.last ?? "")` doesn't have the year \(found.first ?? "")")
        case .severalRows:
            Phrase(
                zh: "决策表的命中方式是 \(name)，第 \(found.joined(separator: "、")) 行却同时命中",
                en: "the table's hit policy is \(name), and rows \(found.joined(separator: " and ")) are hit at once")
        case .noRow: Phrase(zh: "决策表没有一行命中，也没有默认值", en: "no row of the table is hit, and it has no default")
        case .unlistedOutput: Phrase(zh: "\(list) 不在输出取值之中", en: "a \(list) that isn't among the output values")
        case .conversion: Phrase(zh: "\(list) 不能转换为 \(name)", en: "\(list) can't be converted to \(name)")
        }
    }
}

extension Value {
    /// The FEEL name of the value's type.
    package var typeName: String {
        switch tag {
        case .null: "null"
        case .unknown: "unknown"
        case .boolean: "boolean"
        case .number, .bigNumber: "number"
        case .string: "string"
        case .date: "date"
        case .time: "time"
        case .dateTime: "date and time"
        case .daysTimeDuration: "days and time duration"
        case .yearsMonthsDuration: "years and months duration"
        case .list: "list"
        case .context: "context"
        case .range: "range"
        case .function: "function"
        case .deferred: "deferred"
        }
    }
}
