/// Bounds that keep a hostile file from costing more than a fault.
package struct YAMLLimits: Sendable {
    /// Bytes of a file.
    package var size = 16 << 20
    /// How deep collections may stand in each other, aliases resolved.
    package var depth = 128
    /// Written nodes of a file.
    package var nodes = 2_000_000
    /// Nodes that come by aliases, each as often as it is used.
    package var aliasedNodes = 100_000

    /// Faults that are collected before reading stops.
    package var faults = 200

    package init() {}
}
