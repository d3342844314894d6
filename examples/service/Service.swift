// A service in small: records come in on standard input, one a line, decisions go out in the same order; the pack is loaded anew whenever its
// files change, and nobody waits for that.
//
//     swift run decision-service rules/cn/shaanxi/zhashui 2024-06-30 < examples/records/cases.jsonl

import Diagnostics
import Redress

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct Service {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let day = Day(arguments[2]) else {
            emit("usage: decision-service PACK AS-OF\n", to: 2)
            exit(2)
        }
        let (opened, findings) = PackHolder.open(arguments[1])
        guard let holder = opened else {
            emit(TerminalRenderer(language: .english).render(findings), to: 2)
            exit(1)
        }
        let watch = Task.detached {
            var told: [Diagnostic] = []
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                let reload = holder.reload()
                // A pack that stays faulty is told of once.
                if case .kept(let findings) = reload, findings == told { continue }
                if case .kept(let findings) = reload { told = findings } else { told = [] }
                report(reload)
            }
        }
        await serve(holder, asOf: day)
        watch.cancel()
    }

    /// Answers each line. Several requests are under way at once; the answers keep the order of the lines.
    private static func serve(_ holder: PackHolder, asOf day: Day) async {
        var underWay: [Task<[UInt8], Never>] = []
        while let line = readLine() {
            underWay.append(Task.detached { answer(Array(line.utf8), holder, day) })
            if underWay.count >= 8 { emit(await underWay.removeFirst().value, to: 1) }
        }
        for task in underWay { emit(await task.value, to: 1) }
    }

    static func answer(_ record: [UInt8], _ holder: PackHolder, _ day: Day) -> [UInt8] {
        switch holder.pack.decideJSON(record, days: DecisionDays(asOf: day)) {
        case .success(let decision): return decision + [0x0A]
        case .failure(.rejected(let reject)): return Array("{\"rejected\":\"\(escaped(reject.text(.english)))\"}\n".utf8)
        case .failure(.notOneRecord(let found)): return Array("{\"rejected\":\"\(found) records where one was expected\"}\n".utf8)
        }
    }

    /// The text within a JSON string.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { json, scalar in
            switch scalar {
            case "\"", "\\": json += "\\\(scalar)"
            case _ where scalar.value < 0x20: json += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            default: json.unicodeScalars.append(scalar)
            }
        }
    }

    private static func report(_ reload: PackHolder.Reload) {
        switch reload {
        case .unchanged: break
        case .replaced(let digest): emit("the pack was replaced: \(digest)\n", to: 2)
        case .kept(let findings): emit(TerminalRenderer(language: .english).render(findings) + "the old pack goes on\n", to: 2)
        }
    }

    private static func emit(_ text: String, to descriptor: Int32) { emit(Array(text.utf8), to: descriptor) }

    private static func emit(_ bytes: [UInt8], to descriptor: Int32) {
        var offset = 0
        while offset < bytes.count {
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset) }
            if written <= 0 { exit(1) }
            offset += written
        }
    }
}
