package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.KillSwitch;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** All kill switches of a run, watched in a thread of their own from its start to its end. */
final class KillSwitches implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(500);

    private final List<KillSwitch> switches = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final Abort abort;
    private final Thread thread;

    private KillSwitches(Clock clock, Abort abort) {
        this.clock = clock;
        this.abort = abort;
        this.thread = Thread.ofPlatform().name("kill-switches").daemon().unstarted(this::watch);
    }

    /**
     * Looks at the file, and watches it from now on.
     *
     * @throws Abort.AbortedException when it is engaged
     */
    static KillSwitches watch(Map<String, String> settings, Clock clock, Abort abort) {
        KillSwitches switches = new KillSwitches(clock, abort);
        switches.add(HaltFile.of(settings));
        switches.thread.start();
        return switches;
    }

    /**
     * Looks at the cluster's own switch, if it has one, and watches it from now on.
     *
     * @throws Abort.AbortedException when it is engaged
     * @throws ClusterException when it cannot tell
     */
    void addThatOf(Cluster cluster) {
        cluster.power(KillSwitch.class).ifPresent(this::add);
    }

    private void add(KillSwitch one) {
        one.engaged().ifPresent(why -> {
            throw new Abort.AbortedException(why);
        });
        switches.add(one);
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted() && abort.reason().isEmpty()) {
            switches.forEach(one -> engaged(one).ifPresent(abort::request));
            clock.pause(TICK);
        }
    }

    /** One that cannot tell while faults are in effect is cut off by them, maybe; the file is not. */
    private static Optional<String> engaged(KillSwitch one) {
        try {
            return one.engaged();
        } catch (ClusterException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
