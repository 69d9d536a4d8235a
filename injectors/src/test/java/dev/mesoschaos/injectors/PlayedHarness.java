package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * A process that plays the harness: injects, holds and undoes each harm again and again, all at once, until it is killed.
 * Says {@code PLAYING} when each harm was there once.
 */
final class PlayedHarness {

    private static final int LONGEST_HOLD_MS = 1_000;

    private final String run;
    private final Seed seed;
    private final Duration length;
    private final NamespaceShell shell = new NamespaceShell();

    private PlayedHarness(String run, Seed seed, Duration length) {
        this.run = run;
        this.seed = seed;
        this.length = length;
    }

    /** Arguments: id of the run, seed, seconds of a lease, then hosts as name=pid. */
    public static void main(String[] args) throws Exception {
        PlayedHarness harness = new PlayedHarness(
                args[0], new Seed(Long.parseLong(args[1])), Duration.ofSeconds(Long.parseLong(args[2])));
        List.of(args).subList(3, args.length).stream()
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> harness.shell.holders.put(pair[0], Long.valueOf(pair[1])));
        List<LeasedHarm<?>> harms = LeasedHarm.all();
        CountDownLatch injected = new CountDownLatch(harms.size());
        harms.forEach(harm -> Thread.ofPlatform().start(() -> harness.play(harm, injected)));
        injected.await();
        System.out.println("PLAYING");
    }

    private void play(LeasedHarm<?> harm, CountDownLatch injected) {
        Random random = seed.stream(harm.name());
        for (int turn = 1; ; turn++) {
            harm.awaitTarget(shell);
            Leases leases = harm.leases(shell, run, harm.name() + "-" + turn, length);
            try {
                harm.inject(leases, why -> {});
                injected.countDown();
                Clock.system().pause(Duration.ofMillis(random.nextInt(LONGEST_HOLD_MS)));
            } catch (ClusterException e) {
                System.err.println("a lease ran out, as this machine is busy: " + e.getMessage());
            }
            leases.undo();
        }
    }
}
