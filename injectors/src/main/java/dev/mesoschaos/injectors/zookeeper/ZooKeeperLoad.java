package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A load on an ensemble that holds what is measured there at a set-point: a closed loop. */
final class ZooKeeperLoad implements AutoCloseable {

    private static final Duration LEAST_CONTROL_EVERY = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int WINDOW_STEPS = 4;

    /** Where connections are what is held: something goes on, but that is not what harms. */
    private static final int REQUESTS_PER_TENANT = 2;

    private final SaturationPlan plan;
    private final Clock clock;
    private final Recorder recorder;
    private final Duration controlEvery;
    private final LoadController controller;
    private final SetPoint setPoint;
    private final Yardstick yardstick;
    private final Tenants tenants;
    private volatile boolean stopped;

    ZooKeeperLoad(SaturationPlan plan, Clock clock, Recorder recorder) {
        this.plan = plan;
        this.clock = clock;
        this.recorder = recorder;
        // What a step changes shows only after the latency that it aims at, so steps wait for that.
        Duration lag = plan.goal().lag();
        this.controlEvery = lag.compareTo(LEAST_CONTROL_EVERY) > 0 ? lag : LEAST_CONTROL_EVERY;
        this.yardstick = new Yardstick(plan, clock, controlEvery.multipliedBy(WINDOW_STEPS));
        this.setPoint = new SetPoint(plan.goal().amount());
        this.controller = new LoadController(plan.goal().amount(), Load.highestLevel(plan.servers().size()));
        this.tenants = new Tenants(plan);
    }

    private Load wanted() {
        return switch (plan.goal().kind()) {
            case CONNECTIONS -> new Load(REQUESTS_PER_TENANT * plan.tenants(), 0);
            case OUTSTANDING, P99 -> Load.of(controller.level(), plan.servers().size());
        };
    }

    /** Opens the sessions and starts loading. */
    void start() {
        yardstick.start();
        tenants.open();
        Thread.ofPlatform().daemon().name("zookeeper-load").start(this::hold);
    }

    /** What has become of the measurement. */
    SetPoint setPoint() {
        return setPoint;
    }

    /** Whether there is no more load to give. */
    boolean atMost() {
        return plan.goal().kind() != Goal.Kind.CONNECTIONS && controller.atMost();
    }

    private void hold() {
        Instant told = clock.now();
        while (!stopped) {
            tenants.keep(wanted());
            Instant now = clock.now();
            if (!now.isBefore(told.plus(controlEvery))) {
                yardstick.now(plan.goal().kind()).ifPresent(this::control);
                tell(told, now);
                told = now;
            }
            clock.pause(LOOK_EVERY);
        }
    }

    private void control(double measured) {
        setPoint.measured(measured, clock.now());
        if (plan.goal().kind() != Goal.Kind.CONNECTIONS) {
            controller.measured(measured);
            return;
        }
        try {
            tenants.resize(Math.max(1, tenants.size() + (int) Math.round(plan.goal().amount() - measured)));
        } catch (ClusterException e) {
            recorder.record(new Event.Note(clock.now(), "not all sessions could be opened: " + e.getMessage()));
        }
    }

    private void tell(Instant last, Instant now) {
        for (Goal.Kind kind : List.of(Goal.Kind.values())) {
            yardstick.now(kind).ifPresent(value -> gauge(now, kind.key(), value, kind.unit()));
        }
        double seconds = Math.max(Duration.between(last, now).toNanos() / 1e9, 1e-3);
        double all = 0;
        long rejoined = 0;
        for (Tenant tenant : tenants.all()) {
            double rate = tenant.answeredSince() / seconds;
            gauge(now, "load of " + tenant.name(), rate, "requests/s");
            all += rate;
            rejoined += tenant.rejoinedSince();
        }
        gauge(now, "load", all, "requests/s");
        gauge(now, "load under way", tenants.underWay(), "requests");
        gauge(now, "sessions renewed", rejoined / seconds, "1/s");
    }

    private void gauge(Instant at, String what, double value, String unit) {
        recorder.record(new Event.Gauge(at, "zookeeper " + what, value, unit));
    }

    /** Stops loading and closes all sessions; the threads end with their next step. */
    @Override
    public void close() {
        stopped = true;
        tenants.close();
        yardstick.close();
    }
}
