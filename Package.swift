// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is compiled in Swift 6 mode with warnings as errors. A room may use only the rooms listed beside it.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "redress",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "FEEL", targets: ["FEEL"]),
        .library(name: "Redress", targets: ["Redress"]),
        .executable(name: "redress", targets: ["RedressCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0")
    ],
    targets: [
        // The rooms, from the ground up.
        .target(name: "Diagnostics", swiftSettings: settings),
        .target(name: "FEEL", dependencies: ["Diagnostics"], swiftSettings: settings),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(name: "YAMLDocument", dependencies: ["CLibYAML", "Diagnostics"], swiftSettings: settings),
        .target(name: "Policy", dependencies: ["Diagnostics", "FEEL", "YAMLDocument"], swiftSettings: settings),
        .target(name: "Engine", dependencies: ["Diagnostics", "FEEL", "Policy"], swiftSettings: settings),
        .target(name: "Records", dependencies: ["Diagnostics", "FEEL", "Policy", "Engine"], swiftSettings: settings),
        .target(name: "Reports", dependencies: ["Diagnostics", "FEEL", "Policy", "Engine"], swiftSettings: settings),
        .target(
            name: "Redress", dependencies: ["Diagnostics", "FEEL", "YAMLDocument", "Policy", "Engine", "Records", "Reports"],
            swiftSettings: settings),
        .executableTarget(
            name: "RedressCLI",
            dependencies: [
                "Diagnostics", "FEEL", "Policy", "Engine", "Records", "Reports", "Redress",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // Programs beside the product.
        .executableTarget(name: "decision-service", dependencies: ["Redress", "Diagnostics"], path: "examples/service", swiftSettings: settings),
        .executableTarget(
            name: "feel-benchmark", dependencies: ["FEEL", "Diagnostics"], path: "Benchmarks/feel", exclude: ["run.sh", "peers.py", "peers"],
            swiftSettings: settings),
        .executableTarget(name: "generate-records", path: "examples/generate", swiftSettings: settings),

        .executableTarget(name: "conformance", dependencies: ["FEEL", "Diagnostics"], path: "Tests/Conformance", swiftSettings: settings),

        // Tests mirror the rooms.
        .target(name: "_TestSupport", dependencies: ["Diagnostics"], path: "Tests/_TestSupport", swiftSettings: settings),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "_TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "FEELTests", dependencies: ["FEEL", "Diagnostics", "_TestSupport"], resources: [.copy("Data")], swiftSettings: settings),
        .testTarget(name: "YAMLDocumentTests", dependencies: ["YAMLDocument", "Diagnostics", "_TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "PolicyTests", dependencies: ["Policy", "YAMLDocument", "FEEL", "Diagnostics", "_TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "EngineTests",
            dependencies: ["Engine", "Policy", "FEEL", "YAMLDocument", "Diagnostics", "Records", "Reports", "Redress", "_TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "RecordsTests", dependencies: ["Records", "Engine", "Policy", "Diagnostics", "FEEL", "_TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "ReportsTests", dependencies: ["Reports", "Engine", "Policy", "FEEL", "Diagnostics"], exclude: ["Expected"],
            swiftSettings: settings),
        .testTarget(
            name: "RedressTests", dependencies: ["Redress", "Engine", "Records", "Reports", "Policy", "FEEL", "Diagnostics", "_TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "CommandTests", dependencies: ["RedressCLI", "Redress", "Records", "FEEL", "Diagnostics", "_TestSupport"], exclude: ["Data"],
            swiftSettings: settings),
        .testTarget(
            name: "ServiceTests", dependencies: ["decision-service", "Redress", "Diagnostics", "_TestSupport"], swiftSettings: settings),
    ]
)
