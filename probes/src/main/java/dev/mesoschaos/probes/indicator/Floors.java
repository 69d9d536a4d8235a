package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.measure.Floor.Term;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import dev.mesoschaos.scenarios.measure.Setback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The terms that floors are sums of (mesos-facts section 5). */
final class Floors {

    /** The most an executor takes to see that its task's process has ended. */
    private static final Duration REAPING = Duration.ofSeconds(1);

    /** What a task gets to end by itself when nobody says otherwise (mesos-facts section 5, "constants"). */
    private static final Duration KILL_GRACE = Duration.ofSeconds(3);

    /** A client of ZooKeeper lets itself be heard of at least three times in its session's time. */
    private static final int HEARD_OF_PER_SESSION = 3;

    private Floors() {}

    /** Until the masters give a silent agent up; or until it is back, when that is earlier. */
    static List<Term> detection(Facts facts, Setback silence) {
        Duration ping = facts.agentPingTimeout();
        int count = facts.maxAgentPingTimeouts();
        Duration patience = ping.multipliedBy(count);
        String product = "agent_ping_timeout " + text(ping) + " × max_agent_ping_timeouts " + count;
        List<Term> terms = new ArrayList<>();
        terms.add(silence.hold().compareTo(patience) < 0
                ? new Term(product + ", or until the agent is back", Seconds.of(silence.hold()), Seconds.of(patience))
                : exactly(product, patience));
        terms.add(upTo("one more agent_ping_timeout, as agents are lost between two pings", ping));
        terms.add(upTo("a permit of agent_removal_rate_limit; as much again for each further agent",
                facts.agentRemovalInterval()));
        return terms;
    }

    static Term reaping() {
        return upTo("until the agent sees the end of a process", REAPING);
    }

    static Term killGrace() {
        return upTo("grace in which a task may end by itself", KILL_GRACE);
    }

    static Term nextOffer(Facts facts) {
        return upTo("until the next offer, allocation_interval", facts.allocationInterval());
    }

    /** Until another master can lead; empty when the leader is not at stake. */
    static Optional<List<Term>> leaderChange(FloorTerms terms) {
        Facts facts = terms.facts();
        Optional<Setback> lost =
                terms.first(Visibility.QUORUM_LOST).filter(loss -> !loss.hold().minus(leastSession(facts)).isNegative());
        if (lost.isPresent()) {
            return Optional.of(List.of(
                    exactly("no quorum, for as long as the fault is held", lost.get().hold()),
                    upTo("what is left of the old leader's session, zk_session_timeout",
                            facts.zookeeperSessionTimeout()),
                    tick(facts)));
        }
        if (terms.first(Visibility.LEADER_RESIGNS).isPresent()) {
            return Optional.of(List.of(new Term("ZooKeeper itself tells the other masters", 0, 0)));
        }
        return terms.first(Visibility.LEADER_SILENT).map(silence -> List.of(
                new Term(
                        "the old leader's session since it was last heard of, zk_session_timeout "
                                + text(facts.zookeeperSessionTimeout()),
                        Seconds.of(leastSession(facts)),
                        Seconds.of(facts.zookeeperSessionTimeout())),
                tick(facts)));
    }

    /** When the last sign of life came just too early, so much of a session is left when it falls silent. */
    private static Duration leastSession(Facts facts) {
        Duration session = facts.zookeeperSessionTimeout();
        return session.minus(session.dividedBy(HEARD_OF_PER_SESSION));
    }

    private static Term tick(Facts facts) {
        return upTo("one tick of ZooKeeper, to which the end of a session is rounded up", facts.zookeeperTick());
    }

    private static Term exactly(String name, Duration length) {
        return new Term(name, Seconds.of(length), Seconds.of(length));
    }

    static Term upTo(String name, Duration most) {
        return new Term(name, 0, Seconds.of(most));
    }

    private static String text(Duration duration) {
        String seconds = String.format(Locale.ROOT, "%.3f", Seconds.of(duration));
        return seconds.replaceAll("\\.?0+$", "") + " s";
    }
}
