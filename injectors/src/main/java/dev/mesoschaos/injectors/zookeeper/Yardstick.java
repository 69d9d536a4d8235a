package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/** Measures an ensemble: the latency of a session of its own, and what the servers say of themselves. */
final class Yardstick implements AutoCloseable {

    private static final Duration WRITE_EVERY = Duration.ofMillis(5);
    private static final Duration ASK_EVERY = Duration.ofMillis(100);
    private static final byte[] MEASURED = new byte[128];

    private final SaturationPlan plan;
    private final Clock clock;
    private final LatencyWindow latencies;
    private final ServerWindow servers;
    private volatile ZooKeeper session;
    private volatile boolean stopped;

    /** One that measures over so long a time. */
    Yardstick(SaturationPlan plan, Clock clock, Duration window) {
        this.plan = plan;
        this.clock = clock;
        this.latencies = new LatencyWindow(window);
        this.servers = new ServerWindow(window);
    }

    /**
     * Starts to measure.
     *
     * @throws ClusterException when the ensemble refuses
     */
    void start() {
        try {
            session = Sessions.open(plan.connectString(), plan.sessionWithin());
            Sessions.create(session, node(), MEASURED);
        } catch (KeeperException e) {
            throw new ClusterException("the ensemble refused " + node() + ": " + e.getMessage(), e);
        } finally {
            if (stopped) {
                Sessions.close(session);
            }
        }
        Thread.ofPlatform().daemon().name("zookeeper-measure").start(this::measure);
        Thread.ofPlatform().daemon().name("zookeeper-ask").start(this::ask);
    }

    private String node() {
        return plan.node("measured");
    }

    /** A measurement; empty when there is none yet. */
    OptionalDouble now(Goal.Kind kind) {
        return switch (kind) {
            case P99 -> latencies.p99Ms(clock.now());
            case OUTSTANDING -> servers.outstanding(clock.now());
            case CONNECTIONS -> servers.connections(clock.now());
        };
    }

    /** Open loop: a write is due every so often whatever became of those before, and is timed from when it was due. */
    private void measure() {
        Instant due = clock.now();
        while (!stopped) {
            write(latencies.start(due));
            due = due.plus(WRITE_EVERY);
            clock.pause(Duration.between(clock.now(), due));
        }
    }

    private void write(LatencyWindow.Sample sample) {
        session.setData(
                node(),
                MEASURED,
                -1,
                (code, path, context, stat) -> {
                    if (code == KeeperException.Code.OK.intValue()) {
                        sample.answered(clock.now());
                    } else {
                        sample.failed(clock.now());
                    }
                },
                null);
    }

    private void ask() {
        while (!stopped) {
            servers.said(ServerState.ask(plan.servers()).values(), clock.now());
            clock.pause(ASK_EVERY);
        }
    }

    /** Stops measuring; both threads end with their next step. */
    @Override
    public void close() {
        stopped = true;
        Sessions.close(session);
    }
}
