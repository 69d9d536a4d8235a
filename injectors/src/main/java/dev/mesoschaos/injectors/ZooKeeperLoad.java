package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * A load on an ensemble that holds the latency of a measuring session at a set-point: a closed loop. Tenants are
 * sessions with a node of their own, as frameworks and executors have; what they do is a mix of writes, reads with
 * watches and short-lived ephemeral nodes.
 */
final class ZooKeeperLoad implements AutoCloseable {

    private static final Duration MEASURE_EVERY = Duration.ofMillis(20);
    private static final Duration CONTROL_EVERY = Duration.ofMillis(250);
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final byte[] SMALL = new byte[128];
    private static final byte[] LARGE = new byte[16 * 1024];
    private static final int LARGE_ONE_IN = 100;

    private final SaturationPlan plan;
    private final Clock clock;
    private final Recorder recorder;
    private final LoadController controller;
    private final LatencyWindow window = new LatencyWindow(WINDOW);
    private final List<ZooKeeper> tenants = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder done = new LongAdder();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile double p99Ms;

    ZooKeeperLoad(SaturationPlan plan, Clock clock, Recorder recorder) {
        this.plan = plan;
        this.clock = clock;
        this.recorder = recorder;
        this.controller = new LoadController(plan.p99().toNanos() / 1e6);
    }

    /** Opens the sessions and starts loading. */
    void start() {
        try {
            ZooKeeper measuring = Sessions.open(plan.connectString());
            tenants.add(measuring);
            Sessions.create(measuring, plan.prefix(), CreateMode.PERSISTENT, SMALL);
            Sessions.create(measuring, plan.prefix() + "/measured", CreateMode.PERSISTENT, SMALL);
            for (int i = 0; i < plan.sessions(); i++) {
                ZooKeeper tenant = Sessions.open(plan.connectString());
                tenants.add(tenant);
                Sessions.create(tenant, node(i), CreateMode.PERSISTENT, SMALL);
            }
        } catch (KeeperException e) {
            throw new ClusterException("the ensemble refused the load: " + e.getMessage(), e);
        }
        threads.add(Thread.ofPlatform().daemon().name("zookeeper-measure").start(this::measure));
        threads.add(Thread.ofPlatform().daemon().name("zookeeper-load").start(this::control));
    }

    /** The latency held at the moment, in milliseconds. */
    double p99Ms() {
        return p99Ms;
    }

    private String node(int tenant) {
        return plan.prefix() + "/tenant-" + tenant;
    }

    private void measure() {
        ZooKeeper session = tenants.getFirst();
        Instant due = clock.now();
        while (!stopped) {
            LatencyWindow.Sample sample = window.start(due);
            session.setData(
                    plan.prefix() + "/measured", SMALL, -1, (code, path, context, stat) -> sample.end(clock.now()), null);
            due = due.plus(MEASURE_EVERY);
            clock.pause(Duration.between(clock.now(), due));
        }
    }

    private void control() {
        Instant told = clock.now();
        while (!stopped) {
            OptionalDouble measured = window.p99Ms(clock.now());
            if (measured.isPresent()) {
                p99Ms = measured.getAsDouble();
                controller.measured(p99Ms);
            }
            while (!stopped && underWay.get() < controller.outstanding()) {
                issue();
            }
            told = tell(told);
            clock.pause(CONTROL_EVERY);
        }
    }

    private Instant tell(Instant last) {
        Instant now = clock.now();
        double seconds = Duration.between(last, now).toNanos() / 1e9;
        recorder.record(new Event.Gauge(now, "zookeeper write p99", p99Ms, "ms"));
        recorder.record(new Event.Gauge(now, "zookeeper outstanding", underWay.get(), "requests"));
        recorder.record(new Event.Gauge(now, "zookeeper load", done.sumThenReset() / Math.max(seconds, 1e-3), "requests/s"));
        return now;
    }

    private int turn;

    /** Starts one request; only the control thread takes turns. */
    private void issue() {
        underWay.incrementAndGet();
        request(turn++);
    }

    /** When a request has come back, its place is taken by the next one unless fewer are wanted. */
    private void returned(int number) {
        done.increment();
        if (stopped || underWay.get() > controller.outstanding()) {
            underWay.decrementAndGet();
        } else {
            request(number + plan.sessions());
        }
    }

    private void request(int number) {
        int index = Math.floorMod(number, plan.sessions());
        ZooKeeper tenant = tenants.get(index + 1);
        int kind = Math.floorMod(number / plan.sessions(), LARGE_ONE_IN);
        if (kind == 0) {
            tenant.setData(node(index), LARGE, -1, (code, path, context, stat) -> returned(number), null);
        } else if (kind % 10 == 1) {
            tenant.create(
                    node(index) + "/member-",
                    SMALL,
                    ZooDefs.Ids.OPEN_ACL_UNSAFE,
                    CreateMode.EPHEMERAL_SEQUENTIAL,
                    (code, path, context, name) -> left(number, tenant, name),
                    null);
        } else if (kind % 3 == 0) {
            tenant.getData(node(index), event -> {}, (code, path, context, data, stat) -> returned(number), null);
        } else {
            tenant.setData(node(index), SMALL, -1, (code, path, context, stat) -> returned(number), null);
        }
    }

    /** A member that has joined leaves at once, so that the number of nodes stays bounded. */
    private void left(int number, ZooKeeper tenant, String name) {
        if (name == null) {
            returned(number);
        } else {
            tenant.delete(name, -1, (code, path, context) -> returned(number), null);
        }
    }

    /** Stops loading and closes all sessions. */
    @Override
    public void close() {
        stopped = true;
        threads.forEach(Thread::interrupt);
        Sessions.closeAll(tenants);
    }
}
