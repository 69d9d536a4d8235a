package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Runs within namespaces of its own: kills a {@link PlayedHarness} at random moments, and looks what is left. */
final class KillDrill {

    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PROMISED = LEASE.plusSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int LATEST_KILL_MS = 2_000;

    private final Clock clock = Clock.system();
    private final DrillGround ground;
    private final Seed seed;
    private int bitten;

    private KillDrill(DrillGround ground, Seed seed) {
        this.ground = ground;
        this.seed = seed;
    }

    /** Arguments: number of kills, seed. */
    public static void main(String[] args) throws Exception {
        Seed seed = new Seed(Long.parseLong(args[1]));
        KillDrill drill = new KillDrill(new DrillGround(), seed);
        int kills = Integer.parseInt(args[0]);
        Random random = seed.stream("kills");
        Duration slowest = Duration.ZERO;
        for (int kill = 1; kill <= kills; kill++) {
            Duration took = drill.kill(kill, Duration.ofMillis(random.nextInt(LATEST_KILL_MS)));
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }
        assertThat(drill.bitten).as("kills amidst a fault").isPositive();
        System.out.printf(
                "kills: %d, seed: %d, amidst a fault: %d, residue: 0, slowest: %d ms after the kill, lease: %d ms%n",
                kills, seed.value(), drill.bitten, slowest.toMillis(), LEASE.toMillis());
        System.out.println("harms: " + LeasedHarms.possible(drill.ground.shell).stream().map(LeasedHarm::name).toList());
        System.out.println("DRILLED");
    }

    private Duration kill(int number, Duration after) throws IOException, InterruptedException {
        Process harness = start(number);
        clock.pause(after);
        assertThat(harness.isAlive()).as("harness %d, before it is killed", number).isTrue();
        harness.destroyForcibly().waitFor();
        Instant killed = clock.now();
        Process sleep = new ProcessBuilder("sleep", "" + PROMISED.toSeconds()).start();
        CompletableFuture<Instant> slept = sleep.onExit().thenApply(ended -> clock.now());

        Instant looked = clock.now();
        List<String> residue = ground.residue();
        bitten += residue.isEmpty() ? 0 : 1;
        List<String> last = residue;
        while (!residue.isEmpty() && looked.isBefore(killed.plus(PATIENCE))) {
            clock.pause(LOOK_EVERY);
            last = residue;
            looked = clock.now();
            residue = ground.residue();
        }
        assertThat(residue).as("residue of kill %d, seed %d", number, seed.value()).isEmpty();
        Duration took = Duration.between(killed, looked);
        // A sleep of that length is as late as this machine is busy, for guards as for anybody.
        assertThat(took)
                .as("kill %d, seed %d, seen last: %s", number, seed.value(), last)
                .isLessThan(Duration.between(killed, slept.join()));
        return took;
    }

    private Process start(int number) throws IOException {
        List<String> command = new ArrayList<>(Enclosed.java(PlayedHarness.class));
        long play = seed.stream("play " + number).nextLong();
        command.addAll(List.of(
                "kill-" + number, "" + play, "" + LEASE.toSeconds(), "" + number % PlayedHarness.PARTS));
        ground.shell.holders.forEach((host, pid) -> command.add(host + "=" + pid));
        Process harness = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(harness.inputReader().readLine()).isEqualTo("PLAYING");
        return harness;
    }
}
