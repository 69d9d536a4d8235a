package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Services;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.TaskExecutors;
import dev.mesoschaos.scenarios.cluster.Uplinks;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One injection of a harm, from its leases to its undo.
 *
 * @param <P> the fault's plan
 */
final class OpenHarm<P> {

    private static final int UPLINK_BITS = 1_000_000;

    private final LeasedHarm<P> harm;
    private final Leases leases;
    private final LiveFaultContext context;

    OpenHarm(LeasedHarm<P> harm, Shell shell, String run, String injection, Duration length) {
        this.harm = harm;
        this.leases = new Leases(withShell(shell), run, injection, harm.fault().undoOnHosts(harm.plan()), length);
        this.context = withShell(harm.nft() ? leases.shell() : new WithoutNft(leases.shell())).context();
    }

    void arm() {
        leases.arm();
    }

    /** Arms, renews, and injects. */
    void inject(Consumer<String> lost) {
        leases.arm();
        leases.renew(Clock.system(), lost);
        injectUnder();
    }

    /** Injects, and does not ask whether the leases are armed. */
    void injectUnder() {
        harm.fault().inject(harm.plan(), context);
    }

    /** The whole undo, as the engine makes it. */
    void undo() {
        AllOf.run(Stream.of(leases::undo, () -> harm.fault().undo(harm.plan(), context)));
    }

    private static FakeCluster withShell(Shell shell) {
        FakeCluster cluster = new FakeCluster(List.of());
        cluster.powers.put(Shell.class, shell);
        cluster.powers.put(TaskExecutors.class, DrillDaemons.executors(shell));
        cluster.powers.put(Services.class, (Services) host -> true);
        cluster.powers.put(Uplinks.class, new Uplinks() {
            @Override
            public OptionalLong bitsPerSecond() {
                return OptionalLong.of(UPLINK_BITS);
            }

            @Override
            public long sentBytes(String rack) {
                throw new UnsupportedOperationException("no drill measures");
            }
        });
        return cluster;
    }
}
