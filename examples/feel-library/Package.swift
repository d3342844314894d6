// swift-tools-version: 6.2
import PackageDescription

// A program that embeds the expression language and nothing else. Another package names the repository's URL instead of the path.
let package = Package(
    name: "feel-library",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "redress", path: "../..")],
    targets: [
        .executableTarget(
            name: "feel-library", dependencies: [.product(name: "FEEL", package: "redress")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
    ]
)
