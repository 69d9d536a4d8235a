package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/** A load on an ensemble that holds the latency of a measuring session at a set-point: a closed loop. */
final class ZooKeeperLoad implements AutoCloseable {

    private static final Duration MEASURE_EVERY = Duration.ofMillis(20);
    private static final Duration LEAST_CONTROL_EVERY = Duration.ofMillis(500);
    private static final int WINDOW_STEPS = 4;
    private static final byte[] MEASURED = new byte[128];

    private final SaturationPlan plan;
    private final Clock clock;
    private final Recorder recorder;
    private final Duration controlEvery;
    private final LoadController controller;
    private final LatencyWindow window;
    private final SetPoint setPoint;
    private final Tenants tenants;
    private volatile ZooKeeper measuring;
    private volatile boolean stopped;

    ZooKeeperLoad(SaturationPlan plan, Clock clock, Recorder recorder) {
        this.plan = plan;
        this.clock = clock;
        this.recorder = recorder;
        // What a step changes shows in the latency after that latency, so steps wait for it.
        this.controlEvery = plan.p99().compareTo(LEAST_CONTROL_EVERY) > 0 ? plan.p99() : LEAST_CONTROL_EVERY;
        Duration length = controlEvery.multipliedBy(WINDOW_STEPS);
        this.window = new LatencyWindow(length);
        this.setPoint = new SetPoint(plan.p99(), length);
        this.controller = new LoadController(
                plan.p99().toNanos() / 1e6, Load.highestLevel(plan.servers().size()));
        this.tenants = new Tenants(plan);
    }

    /** Opens the sessions and starts loading. */
    void start() {
        try {
            measuring = Sessions.open(plan.connectString());
            Sessions.create(measuring, measured(), MEASURED);
            tenants.open();
        } catch (KeeperException e) {
            throw new ClusterException("the ensemble refused the load: " + e.getMessage(), e);
        } finally {
            if (stopped) {
                Sessions.close(measuring);
            }
        }
        Thread.ofPlatform().daemon().name("zookeeper-measure").start(this::measure);
        Thread.ofPlatform().daemon().name("zookeeper-load").start(this::control);
    }

    /** What has become of the latency. */
    SetPoint setPoint() {
        return setPoint;
    }

    /** Whether there is no more load to give. */
    boolean atMost() {
        return controller.atMost();
    }

    private String measured() {
        return plan.node("measured");
    }

    /** Open loop: a write is due every so often whatever became of those before, and is timed from when it was due. */
    private void measure() {
        Instant due = clock.now();
        while (!stopped) {
            write(window.start(due));
            due = due.plus(MEASURE_EVERY);
            clock.pause(Duration.between(clock.now(), due));
        }
    }

    private void write(LatencyWindow.Sample sample) {
        measuring.setData(
                measured(),
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

    private void control() {
        Instant told = clock.now();
        while (!stopped) {
            window.p99Ms(clock.now()).ifPresent(p99Ms -> {
                setPoint.measured(p99Ms, clock.now());
                controller.measured(p99Ms);
            });
            tenants.keep(Load.of(controller.level(), plan.servers().size()));
            told = tell(told);
            clock.pause(controlEvery);
        }
    }

    private Instant tell(Instant last) {
        Instant now = clock.now();
        double seconds = Math.max(Duration.between(last, now).toNanos() / 1e9, 1e-3);
        recorder.record(new Event.Gauge(now, "zookeeper p99", setPoint.latestMs(), "ms"));
        recorder.record(new Event.Gauge(now, "zookeeper outstanding", tenants.underWay(), "requests"));
        recorder.record(new Event.Gauge(now, "zookeeper load", tenants.answeredSince() / seconds, "requests/s"));
        return now;
    }

    /** Stops loading and closes all sessions; both threads end with their next step. */
    @Override
    public void close() {
        stopped = true;
        tenants.close();
        Sessions.close(measuring);
    }
}
