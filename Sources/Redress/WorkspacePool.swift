import Engine
import Synchronization

/// Workspaces that lie idle: each is used by one task at a time and kept for the next.
final class WorkspacePool: Sendable {
    /// A workspace changes hands only through the pool's lock, so that one task at a time holds it.
    private struct Idle: @unchecked Sendable {
        var workspaces: [Workspace] = []
    }

    private let idle = Mutex(Idle())
    /// More than this many lying idle are let go.
    private let limit = 64

    func with<Result: Sendable>(_ plan: Plan, _ request: DecisionRequest, _ body: (Workspace) -> Result) -> Result {
        let taken = idle.withLock { idle in Held(workspace: idle.workspaces.popLast()) }
        let workspace = taken.workspace ?? Workspace(plan, request: request)
        workspace.ask(request)
        let result = body(workspace)
        let held = Held(workspace: workspace)
        idle.withLock { idle in
            if idle.workspaces.count < limit, let workspace = held.workspace { idle.workspaces.append(workspace) }
        }
        return result
    }

    private struct Held: @unchecked Sendable {
        var workspace: Workspace?
    }
}
