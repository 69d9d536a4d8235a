package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.BreakingShell.Broken;
import dev.mesoschaos.scenarios.cluster.AllOf;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs within namespaces of its own: lets each harm fail at each of its commands, and its undo at each of its own, undoes,
 * and looks whether the hosts are as they were. In one round each harm has one of its failures, and all fail at once.
 */
final class BreakDrill {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DrillGround ground = new DrillGround();
    private final List<LeasedHarm<?>> harms = LeasedHarms.possible(ground.shell);
    private final Map<LeasedHarm<?>, List<Broken>> failures = new ConcurrentHashMap<>();
    private int round;

    private BreakDrill() throws IOException {}

    public static void main(String[] args) throws Exception {
        BreakDrill drill = new BreakDrill();
        drill.all("undone without an injection, twice", drill::undoOnly);
        drill.all("whole", drill::whole);
        int rounds = drill.failures.values().stream().mapToInt(List::size).max().orElseThrow();
        int total = drill.failures.values().stream().mapToInt(List::size).sum();
        for (int i = 0; i < rounds; i++) {
            int nth = i;
            drill.all("failure " + nth, harm -> drill.failure(harm, nth).ifPresent(broken -> drill.fail(harm, broken)));
        }
        System.out.printf("harms: %d, failures: %d, residue: 0%n", drill.harms.size(), total);
        System.out.println("DRILLED");
    }

    /** Does something with each harm, and looks what is left. */
    private void all(String what, Doing doing) {
        round++;
        AllOf.atOnce(LeasedHarms.lanes(harms).stream().map(lane -> () -> lane.forEach(harm -> {
            harm.awaitTarget(ground.shell);
            doing.with(harm);
        })));
        await(what).atMost(PATIENCE).untilAsserted(() -> assertThat(ground.residue()).as(what).isEmpty());
    }

    private Optional<Broken> failure(LeasedHarm<?> harm, int nth) {
        return failures.get(harm).stream().skip(nth).findFirst();
    }

    private OpenHarm<?> open(LeasedHarm<?> harm, BreakingShell shell) {
        return harm.open(shell, "break", harm.name() + "-" + round, LEASE);
    }

    private void undoOnly(LeasedHarm<?> harm) {
        OpenHarm<?> open = open(harm, new BreakingShell(ground.shell));
        open.undo();
        open.undo();
    }

    /** Nothing fails: how many commands are there, on their way in and back? */
    private void whole(LeasedHarm<?> harm) {
        BreakingShell shell = new BreakingShell(ground.shell);
        OpenHarm<?> open = open(harm, shell);
        open.arm();
        int arming = shell.count();
        open.injectUnder();
        // What is done in threads of its own has begun, at least.
        int injecting = Math.max(1, shell.count() - arming);
        int before = shell.count();
        open.undo();
        int undoing = shell.count() - before;
        open.undo();
        failures.put(harm, failures(injecting, undoing));
    }

    private static List<Broken> failures(int injecting, int undoing) {
        List<Broken> all = new ArrayList<>();
        Stream.of(FakeShell.Breaking.BEFORE, FakeShell.Breaking.AFTER).forEach(how -> {
            IntStream.rangeClosed(1, injecting).forEach(k -> all.add(new Broken(k, how, false)));
            IntStream.rangeClosed(1, undoing).forEach(k -> all.add(new Broken(k, how, true)));
        });
        return all;
    }

    private void fail(LeasedHarm<?> harm, Broken broken) {
        BreakingShell shell = new BreakingShell(ground.shell);
        OpenHarm<?> open = open(harm, shell);
        open.arm();
        if (broken.undo()) {
            open.injectUnder();
        }
        shell.breakAt(broken);
        // Where a thread of the fault's own runs the command, it is not this one that hears of the failure.
        Throwable failure = catchThrowable(broken.undo() ? open::undo : open::injectUnder);
        // An undo that is done had fewer commands than before, as that of a fault that comes and goes may have.
        if (!broken.undo() || failure != null) {
            await(harm.name() + " fails at " + broken).atMost(PATIENCE).until(shell::broke);
        }
        // Nor may the undo that must succeed be the one that fails.
        shell.mend();
        open.undo();
    }

    /** What is done with a harm. */
    @FunctionalInterface
    private interface Doing {
        void with(LeasedHarm<?> harm);
    }
}
