package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The part of the rescheduling time that is due to the cluster's flags (mesos-facts 5, "Budget"). */
final class ReschedulingFloor {

    /** The most an executor takes to see that its task's process has ended. */
    private static final Duration REAPING = Duration.ofSeconds(1);

    private ReschedulingFloor() {}

    /** The slowest way of losing tasks decides; empty when no task is lost at all. */
    static Optional<Floor> of(FloorTerms terms) {
        if (terms.losses().contains(Visibility.AGENT_SILENT)) {
            return Optional.of(silentAgent(terms.facts()));
        }
        if (terms.losses().contains(Visibility.TASK_ENDS)) {
            return Optional.of(endedTask(terms.facts()));
        }
        return Optional.empty();
    }

    private static Floor silentAgent(Facts facts) {
        Duration ping = facts.agentPingTimeout();
        int count = facts.maxAgentPingTimeouts();
        Duration least = ping.multipliedBy(count);
        Duration usual = least.plus(ping).plus(facts.agentRemovalInterval()).plus(facts.allocationInterval());
        List<String> words = new ArrayList<>();
        words.add("agent_ping_timeout " + text(ping) + " × max_agent_ping_timeouts " + count + " = " + text(least));
        words.add("up to one more agent_ping_timeout " + text(ping) + ", as agents are lost between two pings");
        words.add(
                facts.agentRemovalInterval().isZero()
                        ? "agent_removal_rate_limit none, 0 s"
                        : "up to " + text(facts.agentRemovalInterval())
                                + " for a permit of agent_removal_rate_limit; as much again for each further agent");
        words.add(allocation(facts));
        return new Floor(Seconds.of(least), Seconds.of(usual), words);
    }

    private static Floor endedTask(Facts facts) {
        return new Floor(
                0,
                Seconds.of(REAPING.plus(facts.allocationInterval())),
                List.of("up to " + text(REAPING) + " until the agent sees a process' end", allocation(facts)));
    }

    private static String allocation(Facts facts) {
        return "up to one allocation_interval " + text(facts.allocationInterval()) + " until the next offer";
    }

    private static String text(Duration duration) {
        String seconds = String.format(Locale.ROOT, "%.3f", Seconds.of(duration));
        return seconds.replaceAll("\\.?0+$", "") + " s";
    }
}
