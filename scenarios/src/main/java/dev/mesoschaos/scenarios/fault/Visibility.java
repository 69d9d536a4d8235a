package dev.mesoschaos.scenarios.fault;

/** How the masters first see what a fault does to tasks (mesos-facts section 5, "Budget"). */
public enum Visibility {
    /** No task is lost. */
    NOTHING_LOST,
    /** A task's process ends and its agent reports it. */
    TASK_ENDS,
    /** An agent answers no pings any more. */
    AGENT_SILENT
}
