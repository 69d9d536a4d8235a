package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.wire.AgentMessage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What everything that deals with tasks needs.
 *
 * @param master drops what it is given while there is no channel
 * @param thread the agent's own, to which whatever ends elsewhere comes back
 * @param nanos monotonic nanoseconds
 */
record TaskParts(
        TaskBook book,
        TaskHost host,
        StatusFactory statuses,
        StatusUpdates updates,
        Consumer<AgentMessage> master,
        Executor thread,
        LongSupplier nanos) {

    /** Records that a task is being killed, so that the next process of this agent knows. */
    void recordKill(AgentTask task) {
        host.checkpoint(task).ifPresent(checkpoint -> task.killCause().ifPresent(checkpoint::kill));
    }
}
