package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Services;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Restarts daemons one after another in a thread of its own, until it is done, fails, or is closed. */
final class Rolling implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final RollingPlan plan;
    private final Processes processes;
    private final Services services;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("rolling").unstarted(this::run);
    private volatile Optional<Instant> began = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();
    private volatile int done;

    /**
     * A restart that has not begun.
     *
     * @param context whose shell is that of an injection
     */
    Rolling(RollingPlan plan, FaultContext context) {
        this.plan = plan;
        this.processes = new Processes(plan.processes(), context);
        this.services = context.power(Services.class);
        this.clock = context.clock();
    }

    void start() {
        thread.start();
    }

    /**
     * How far it is; holds when all daemons serve again.
     *
     * @throws ClusterException when it will never be done
     */
    Evidence progress() {
        failure.ifPresent(why -> {
            throw new ClusterException(why);
        });
        int all = plan.processes().daemons().size();
        String words = done + " of " + all + " restarted, never fewer than " + plan.survivors() + " of "
                + plan.peers().size() + " left";
        return done == all ? new Evidence(true, words, began) : Evidence.missing(words);
    }

    private void run() {
        try {
            List<ProcessPlan.Daemon> daemons = plan.processes().daemons();
            for (int i = 0; i < daemons.size(); i++) {
                clock.pause(i == 0 ? Duration.ZERO : plan.pace());
                restart(daemons.get(i));
                done = i + 1;
            }
        } catch (RuntimeException e) {
            failure = Optional.of(e instanceof ClusterException ? e.getMessage() : e.toString());
        }
    }

    private void restart(ProcessPlan.Daemon daemon) {
        String host = daemon.host();
        List<String> others = plan.peers().stream().filter(peer -> !peer.equals(host)).toList();
        await(() -> others.stream().filter(services::serves).count() >= plan.survivors(),
                host + " was not restarted, as that would leave fewer than " + plan.survivors() + " survivors");
        String before = processes.must(host, ProcessScripts.signal(plan.processes().signal().name(), daemon.find()));
        began = began.or(() -> Optional.of(clock.now()));
        await(() -> processes.seen(host, daemon.find()).filter(seen -> !seen.identity().equals(before)).isPresent()
                && services.serves(host), host + " does not serve again");
    }

    private void await(BooleanSupplier condition, String otherwise) {
        Instant deadline = clock.now().plus(RollingPlan.PATIENCE);
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClusterException("stopped after " + done + " restarts");
            }
            if (condition.getAsBoolean()) {
                return;
            }
            if (clock.now().isAfter(deadline)) {
                throw new ClusterException(otherwise + " after " + RollingPlan.PATIENCE.toSeconds() + " s");
            }
            clock.pause(LOOK_EVERY);
        }
    }

    /** Ends no further daemon: whatever is under way is refused by the host, as the lease is over. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
