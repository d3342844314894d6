// swift-tools-version: 6.2
import PackageDescription

// A package of its own, because a package with unsafe flags can't be depended on. The rooms are built from the same sources (`Rooms` is a link to
// `../Sources`) rather than as a dependency: only within one package are their `package` symbols in reach, and only what is built here is
// instrumented.

/// `-assert-config Debug` keeps the checks that the standard library makes in debug builds only (bounds of unsafe buffers) in optimized code.
let instrumented: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-assert-config", "Debug"]),
]

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Rooms/\(name)", swiftSettings: instrumented)
}

/// What is fuzzed is a library, its program an empty C file: SwiftPM gives every Swift program a `main`, and libFuzzer brings its own.
func fuzzer(_ name: String, program: String, _ dependencies: [Target.Dependency]) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, path: "Targets/\(name.dropLast(4))", swiftSettings: instrumented),
        .executableTarget(
            name: "fuzz-\(program)", dependencies: [.target(name: name)], path: "Targets/Main/\(program)",
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
    ]
}

let package = Package(
    name: "redress-fuzz",
    platforms: [.macOS(.v15)],
    targets: [
        room("Diagnostics", []),
        room("FEEL", ["Diagnostics"]),
        .systemLibrary(
            name: "CLibYAML", path: "Rooms/CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        room("YAMLDocument", ["CLibYAML", "Diagnostics"]),
        room("Policy", ["Diagnostics", "FEEL", "YAMLDocument"]),
        room("Engine", ["Diagnostics", "FEEL", "Policy"]),
        room("Records", ["Diagnostics", "FEEL", "Policy", "Engine"]),
        room("Reports", ["Diagnostics", "FEEL", "Policy", "Engine"]),
        room("Redress", ["Diagnostics", "FEEL", "YAMLDocument", "Policy", "Engine", "Records", "Reports"]),
        .target(name: "Sample", dependencies: ["Diagnostics", "Policy"], path: "Targets/Sample", swiftSettings: instrumented),
    ]
        + fuzzer("YAMLFuzz", program: "yaml", ["Sample", "Diagnostics", "YAMLDocument", "Policy", "Engine", "Redress"])
        + fuzzer("FEELFuzz", program: "feel", ["Sample", "Diagnostics", "FEEL"])
        + fuzzer("JSONFuzz", program: "json", ["Sample", "Diagnostics", "FEEL", "Policy", "Engine", "Records", "Redress"])
)
