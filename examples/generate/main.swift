// Writes any number of made-up records in the integrity vocabulary, one a line, the same for the same seed.
//
//     swift run -c release generate-records 200000 --seed 7 > records.jsonl
//
// `--histories N` gives each record N histories, one after the other, instead of one.

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// SplitMix64: small, fast, and the same on every machine.
struct Generator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick(_ list: [String]) -> String { list[below(list.count)] }

    /// One of the texts, as often as its weight says.
    mutating func pick(_ list: [(String, Int)]) -> String {
        var rest = below(list.reduce(0) { $0 + $1.1 })
        for (text, weight) in list {
            if rest < weight { return text }
            rest -= weight
        }
        return list[0].0
    }
}

/// `2023-05-12` for days since 1970-01-01.
func date(_ day: Int) -> String {
    let z = day + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let doe = z - era * 146_097
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let d = doy - (153 * mp + 2) / 5 + 1
    let m = mp < 10 ? mp + 3 : mp - 9
    let y = yoe + era * 400 + (m <= 2 ? 1 : 0)
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(y)-\(two(m))-\(two(d))"
}

struct RecordWriter {
    var random: Generator
    /// How often things happen to each record all over again.
    var histories = 1

    private let kinds = [
        ("department", 30), ("civil-servant", 22), ("enterprise", 12), ("town", 12), ("government", 8), ("public-institution", 6),
        ("subdistrict", 4), ("village-committee", 3), ("bidder", 2), ("procurement-agent", 1),
    ]
    private let areas = [
        ("general", 20), ("arrears", 18), ("procurement", 15), ("investment", 14), ("bidding", 10), ("debt", 8), ("ppp", 7), ("statistics", 5),
        ("grassroots", 3),
    ]
    private let bases = [
        ("court-judgment", 34), ("administrative-penalty", 28), ("disciplinary-action", 16), ("accountability", 14), ("none", 8),
    ]
    private let places = ["柞水县", "乾佑街道", "营盘镇", "下梁镇", "小岭镇", "凤凰镇", "红岩寺镇", "曹坪镇", "杏坪镇", "瓦房口镇"]
    private let units = ["住房和城乡建设局", "自然资源局", "交通运输局", "水利局", "教育局", "财政局", "统计局", "商务局", "农业农村局", "卫生健康局"]
    private let surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"]
    private let given = ["伟", "芳", "静", "强", "磊", "洋", "勇", "艳", "建国", "晓明"]
    private let breaches = ["未按合同约定付款", "擅自变更中标结果", "承诺的政策未兑现", "拖欠工程款", "统计数据不实", "逾期未履行判决", "违规担保"]

    /// One record as a line of JSON.
    mutating func record(_ number: Int) -> String {
        let kind = random.pick(kinds)
        let recorded = 17_300 + random.below(2_600)
        var subject = "\"id\":\"s-\(random.below(400_000))\",\"kind\":\"\(kind)\",\"name\":\"\(name(kind))\",\"jurisdiction\":\"柞水县\""
        if kind != "civil-servant", random.chance(85) { subject += ",\"head\":\"p-\(random.below(90_000))\"" }
        var breach = "\"category\":\"\(random.chance(45) ? "unlawful" : "default")\",\"area\":\"\(random.pick(areas))\""
        breach += ",\"basis\":\"\(random.pick(bases))\",\"occurred\":\"\(date(recorded - 40 - random.below(500)))\""
        breach += ",\"determined\":\"\(date(recorded - random.below(30)))\",\"recorded\":\"\(date(recorded))\""
        if random.chance(92) { breach += ",\"loss\":\(loss())" }
        if random.chance(96) {
            breach += ",\"impact\":\"\(random.pick([("minor", 50), ("moderate", 30), ("major", 15), ("severe", 5)]))\""
        }
        if random.chance(90) { breach += ",\"serious\":\(random.chance(15))" }
        if random.chance(90) { breach += ",\"headResponsible\":\(random.chance(25))" }
        breach += ",\"confidentiality\":\"\(random.pick([("none", 92), ("commercial-secret", 3), ("personal-privacy", 4), ("state-secret", 1)]))\""
        breach += ",\"description\":\"\(random.pick(breaches))\""
        return "{\"id\":\"g-\(number)\",\"subject\":{\(subject)},\"breach\":{\(breach)},\"events\":[\(events(recorded))]}\n"
    }

    private mutating func name(_ kind: String) -> String {
        switch kind {
        case "civil-servant": random.pick(surnames) + random.pick(given)
        case "enterprise", "bidder", "procurement-agent": random.pick(places) + random.pick(["宏远", "恒信", "泰和"]) + "有限公司"
        case "town", "subdistrict", "government": random.pick(places) + "人民政府"
        default: "柞水县" + random.pick(units)
        }
    }

    private mutating func loss() -> String {
        if random.chance(25) { return "0" }
        let whole = random.chance(20) ? 500_000 + random.below(4_000_000) : random.below(500_000)
        let cents = random.below(100)
        return "\(whole).\(cents < 10 ? "0" : "")\(cents)"
    }

    private mutating func events(_ recorded: Int) -> String {
        var list: [(day: Int, text: String)] = []
        for round in 0..<histories { happen(from: recorded + round * 30, &list) }
        list.sort { $0.day < $1.day }
        return list.map(\.text).joined(separator: ",")
    }

    private mutating func happen(from recorded: Int, _ list: inout [(day: Int, text: String)]) {
        func add(_ type: String, _ day: Int, _ more: String = "") {
            list.append((day, "{\"type\":\"\(type)\",\"on\":\"\(date(day))\"\(more)}"))
        }
        if random.chance(60) { add("published", recorded + random.below(20)) }
        if random.chance(55) { add("explained", recorded + random.below(30)) }
        if random.chance(55) { add("rectified", recorded + 5 + random.below(120)) }
        if random.chance(18) {
            let filed = recorded + 3 + random.below(40)
            add("objection-filed", filed)
            if random.chance(80) {
                let outcome = random.pick([("rejected", 70), ("partly-upheld", 15), ("upheld", 10), ("withdrawn", 5)])
                add("objection-decided", filed + 5 + random.below(60), ",\"outcome\":\"\(outcome)\"")
            }
        }
        if random.chance(22) { add("loss-recovered", recorded + 10 + random.below(300)) }
        if random.chance(20) { add("effects-eliminated", recorded + 10 + random.below(200)) }
        if random.chance(6) {
            let choice = random.pick([("lighten", 50), ("exempt", 40), ("none", 10)])
            add("discretion-exercised", recorded + 60 + random.below(300), ",\"choice\":\"\(choice)\"")
        }
        if random.chance(30) {
            let applied = recorded + 90 + random.below(400)
            add("repair-applied", applied)
            if random.chance(70) {
                add("repair-approved", applied + 5 + random.below(20))
                add("repair-effective", applied + 30 + random.below(20))
            }
        }
        if random.chance(2) { add("found-wrongful", recorded + 20 + random.below(300)) }
    }
}

/// Writes everything; a reader that went away ends the program.
func emit(_ bytes: [UInt8], to descriptor: Int32) {
    var offset = 0
    while offset < bytes.count {
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset) }
        if written <= 0 { exit(1) }
        offset += written
    }
}

func fail(_ message: String) -> Never {
    emit(Array((message + "\n").utf8), to: 2)
    exit(2)
}

func run() {
    var arguments = CommandLine.arguments.dropFirst()
    var count: Int?
    var seed: UInt64 = 1
    var histories = 1
    while let argument = arguments.popFirst() {
        if argument == "--seed" {
            guard let text = arguments.popFirst(), let value = UInt64(text) else { fail("--seed takes a whole number") }
            seed = value
        } else if argument == "--histories" {
            guard let text = arguments.popFirst(), let value = Int(text), value > 0 else { fail("--histories takes a whole number from 1") }
            histories = value
        } else if let value = Int(argument), value >= 0 {
            count = value
        } else {
            fail("usage: generate-records COUNT [--seed N] [--histories N]")
        }
    }
    guard let count else { fail("usage: generate-records COUNT [--seed N] [--histories N]") }
    var writer = RecordWriter(random: Generator(seed: seed), histories: histories)
    var buffer: [UInt8] = []
    for number in 1...max(1, count) where number <= count {
        buffer.append(contentsOf: writer.record(number).utf8)
        if buffer.count > 1 << 20 {
            emit(buffer, to: 1)
            buffer.removeAll(keepingCapacity: true)
        }
    }
    emit(buffer, to: 1)
}

run()
