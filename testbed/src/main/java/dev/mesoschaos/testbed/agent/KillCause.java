package dev.mesoschaos.testbed.agent;

/** Why a task is being killed, which decides what its end is called (mesos-facts 4.3). */
enum KillCause {
    /** The scheduler asked, or its framework or agent goes. */
    CALL,
    /** Its health check failed too often. */
    HEALTH,
    /** It ran for longer than its {@code max_completion_time}. */
    COMPLETION_TIME,
    /** Another task of its group failed or was killed. */
    GROUP,
    /** The agent is drained. */
    DRAIN,
    /** The agent is drained and then marked gone. */
    DRAIN_AND_GONE
}
