package dev.mesoschaos.scenarios.fault;

/** How it is first seen what a fault does to tasks, or to those who schedule them (mesos-facts section 5, "Budget"). */
public enum Visibility {
    /** No task is lost, and whoever leads goes on to lead. */
    NOTHING_LOST,
    /** A task's process ends and its agent reports it. */
    TASK_ENDS,
    /** An agent is told to end its tasks, which may take their time to end. */
    TASKS_DRAINED,
    /** An agent answers no pings any more. */
    AGENT_SILENT,
    /** ZooKeeper hears nothing of the leading master any more, and waits for as long as its session may last. */
    LEADER_SILENT,
    /** ZooKeeper itself says that the leading master leads no more. */
    LEADER_RESIGNS,
    /** No ZooKeeper server serves: the leading master gives up by itself, and nobody can be elected until one does again. */
    QUORUM_LOST
}
