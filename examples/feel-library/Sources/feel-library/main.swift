import FEEL

let order: [Datum.Member] = [
    .init(name: "price", value: .number(100)), .init(name: "paid on", value: .string("2024-01-31")),
]
let result = Evaluator().evaluate("{total: price * 1.06, due: date(paid on) + @\"P1M\"}", context: order)
for finding in result.diagnostics { print(finding.message.en) }
print(result.value)  // {total: 106, due: @"2024-02-29"}

if case .context(let members) = result.value, case .number(let total)? = members.first?.value { print(total > 105) }  // true
