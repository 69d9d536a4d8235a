package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A process that plays the harness: injects, holds and undoes harms again and again, all at once but for those that would
 * clash, until it is killed. Says {@code PLAYING} when each harm was there once.
 */
final class PlayedHarness {

    /** Each process plays one part of the harms: all at once are more than a machine of two cores can start soon. */
    static final int PARTS = 2;

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

    /** Arguments: id of the run, seed, seconds of a lease, which part of the harms, then hosts as name=pid. */
    public static void main(String[] args) throws Exception {
        PlayedHarness harness = new PlayedHarness(
                args[0], new Seed(Long.parseLong(args[1])), Duration.ofSeconds(Long.parseLong(args[2])));
        List.of(args).subList(4, args.length).stream()
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> harness.shell.holders.put(pair[0], Long.valueOf(pair[1])));
        harness.play(Integer.parseInt(args[3]));
        System.out.println("PLAYING");
    }

    private void play(int part) throws InterruptedException {
        List<LeasedHarm<?>> all = LeasedHarms.possible(shell);
        List<LeasedHarm<?>> harms = IntStream.range(0, all.size())
                .filter(i -> i % PARTS == part)
                .<LeasedHarm<?>>mapToObj(all::get)
                .toList();
        Map<LeasedHarm<?>, CountDownLatch> injected =
                harms.stream().collect(Collectors.toMap(Function.identity(), harm -> new CountDownLatch(1)));
        LeasedHarms.lanes(harms).forEach(lane -> Thread.ofPlatform().start(() -> play(lane, injected)));
        for (CountDownLatch once : injected.values()) {
            once.await();
        }
    }

    private void play(List<LeasedHarm<?>> lane, Map<LeasedHarm<?>, CountDownLatch> injected) {
        Random random = seed.stream(lane.getFirst().name());
        for (int turn = 1; ; turn++) {
            LeasedHarm<?> harm = lane.get(turn % lane.size());
            harm.awaitTarget(shell);
            OpenHarm<?> open = harm.open(shell, run, harm.name() + "-" + turn, length);
            try {
                open.inject(why -> {});
                injected.get(harm).countDown();
                Clock.system().pause(Duration.ofMillis(random.nextInt(LONGEST_HOLD_MS)));
            } catch (ClusterException e) {
                System.err.println(harm.name() + ": a lease ran out, as this machine is busy: " + e.getMessage());
            }
            open.undo();
        }
    }
}
