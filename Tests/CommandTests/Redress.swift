import _TestSupport

/// The command, as built.
let redress = Executable("redress")

let county = "rules/cn/shaanxi/zhashui"

/// Options that every command on records takes.
let onCases = ["--pack", county, "--records", "examples/records/cases.jsonl", "--as-of", "2024-06-30"]
