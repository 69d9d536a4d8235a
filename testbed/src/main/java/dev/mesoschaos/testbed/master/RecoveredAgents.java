package dev.mesoschaos.testbed.master;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * The agents that the registry names to a new leader: they have a while to return (mesos-facts 4.4-10), and where there
 * are quotas nothing is offered until most of them are back (statement 57).
 */
final class RecoveredAgents {

    /** Constants of Mesos: not flags. */
    private static final Duration ALLOCATOR_TIMEOUT = Duration.ofMinutes(10);

    private static final double ALLOCATOR_FACTOR = 0.8;

    private final Parts parts;
    private final AgentLoss loss;
    private final MasterFlags flags;
    private final Consumer<String> fatal;
    private final int expected;
    private boolean allocates;

    RecoveredAgents(Parts parts, AgentLoss loss, MasterFlags flags, Consumer<String> fatal) {
        this.parts = parts;
        this.loss = loss;
        this.flags = flags;
        this.fatal = fatal;
        this.expected = parts.cluster().recovered().size();
        this.allocates = parts.cluster().registry().quotas().values().stream()
                .allMatch(config -> config.getGuaranteesCount() + config.getLimitsCount() == 0);
    }

    /** Starts to wait. */
    void await() {
        parts.offers().holdWhile(() -> !mayAllocate());
        after(ALLOCATOR_TIMEOUT, () -> allocates = true);
        after(flags.agentReregisterTimeout(), this::giveUp);
    }

    private boolean mayAllocate() {
        allocates = allocates || parts.cluster().agents().size() >= (int) (expected * ALLOCATOR_FACTOR);
        return allocates;
    }

    private void giveUp() {
        // Who was marked gone meanwhile stays in the list.
        List<AgentInfo> missing = parts.cluster().recovered().values().stream()
                .filter(agent -> parts.cluster().registry().admitted().containsKey(agent.getId().getValue()))
                .toList();
        double limit = flags.recoveryAgentRemovalLimit();
        if (!missing.isEmpty() && missing.size() > limit * expected) {
            fatal.accept("Post-recovery agent removal limit exceeded! After " + flags.text("agent_reregister_timeout")
                    + " there were " + missing.size() + " agents recovered from the registry that did not reregister;"
                    + " the configured removal limit is " + flags.text("recovery_agent_removal_limit"));
            return;
        }
        missing.forEach(agent -> loss.neverReturned(agent.getId()));
    }

    private void after(Duration delay, Runnable action) {
        var unused = parts.actor().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
