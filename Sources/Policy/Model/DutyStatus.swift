/// What has become of a duty, or of one time at which it is due.
package enum DutyStatus: String, Sendable, Hashable, CaseIterable {
    case due
    case overdue
    case done
    /// Not done, and without a date on which it would be due.
    case open
}
