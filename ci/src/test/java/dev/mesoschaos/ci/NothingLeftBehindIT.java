package dev.mesoschaos.ci;

import static dev.mesoschaos.scenarios.journal.InjectionState.ACTIVE;
import static dev.mesoschaos.scenarios.journal.InjectionState.UNDOING;
import static dev.mesoschaos.scenarios.journal.InjectionState.UNDONE;
import static dev.mesoschaos.scenarios.journal.InjectionState.UNDO_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a run ends, ten seconds later nothing of it is left on this machine but its reports and logs. */
@Timeout(300)
class NothingLeftBehindIT {

    private static final int INTERRUPTED = 3;
    private static final int ERROR = 4;
    private static final String LONG_HOLD = "hold=60s";

    @TempDir
    private static Path shared;

    @ParameterizedTest
    @EnumSource(Way.class)
    void afterANormalEnd(Way way) throws Exception {
        try (LiveRun run = start(way, "Ende " + way, "--var", "hold=2s", "--var", "slack=60s")) {
            run.awaitHold();

            assertThat(run.end()).satisfies(outcome -> assertThat(outcome.exitCode()).as(outcome.all()).isZero());

            run.goneSoon();
            assertThat(run.command("undo").out()).isEqualTo("nothing is open\n");
        }
    }

    @Test
    void afterAFailedScenario() throws Exception {
        try (LiveRun run = start(Way.THIS_USER, "Scheitern", "--var", "hold=5s", "--var", "slack=0s")) {
            run.awaitHold();

            assertThat(run.end()).satisfies(outcome -> assertThat(outcome.exitCode()).as(outcome.all()).isOne());

            run.goneSoon();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void afterAnInterruptWhichUndoesFirst(Way way) throws Exception {
        try (LiveRun run = start(way, "Abbruch " + way, "--var", LONG_HOLD)) {
            run.awaitHold();

            run.interrupt();

            assertThat(run.end()).satisfies(outcome -> {
                assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(INTERRUPTED);
                assertThat(outcome.out()).startsWith("ABORTED").contains("interrupted");
            });
            run.goneSoon();
            assertThat(run.states()).contains(ACTIVE).endsWith(UNDONE);
            assertThat(run.journal().last(Event.Injection.class).orElseThrow().detail()).contains("services answer");
            assertThat(run.command("judge").exitCode()).isEqualTo(INTERRUPTED);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void afterTwoInterruptsWhichHurryButUndoAllTheSame(Way way) throws Exception {
        try (LiveRun run = start(way, "Eile " + way, "--var", LONG_HOLD)) {
            run.awaitHold();

            run.interrupt();
            run.await(() -> run.states().contains(UNDOING));
            run.interrupt();

            assertThat(run.end()).satisfies(outcome -> {
                assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(INTERRUPTED);
                assertThat(outcome.out()).startsWith("ABORTED").contains("interrupted");
                assertThat(outcome.err()).contains("hurrying");
            });
            run.goneSoon();
            everyInjectionIsUndone(run.journal());
            assertThat(run.report()).as("of the last phase before the hurry").contains("or was interrupted");
            assertThat(run.command("judge").exitCode()).isEqualTo(INTERRUPTED);
            assertThat(run.report()).doesNotContain("or was interrupted");
        }
    }

    private static void everyInjectionIsUndone(Timeline journal) {
        Map<String, InjectionState> last = new HashMap<>();
        journal.of(Event.Injection.class).forEach(one -> last.put(one.id(), one.state()));
        assertThat(last).isNotEmpty();
        assertThat(last.values()).containsOnly(UNDONE);
        assertThat(journal.of(Event.Injection.class)).extracting(Event.Injection::state).doesNotContain(UNDO_FAILED);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void afterTheHarnessWasKilled(Way way) throws Exception {
        try (LiveRun run = start(way, "Mord " + way, "--var", LONG_HOLD)) {
            run.awaitHold();

            run.killHarness();

            run.goneSoon();
            assertThat(run.command("undo").exitCode()).isZero();
            assertThat(run.states()).contains(ACTIVE).endsWith(UNDONE);
            assertThat(run.command("judge").exitCode()).isIn(INTERRUPTED, ERROR);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void afterTheRunnerWasKilledWhichTheHarnessTells(Way way) throws Exception {
        try (LiveRun run = start(way, "Unfall " + way, "--var", LONG_HOLD)) {
            run.awaitHold();

            run.killRunner();

            assertThat(run.end()).satisfies(outcome -> {
                assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(ERROR);
                assertThat(outcome.out()).startsWith("ERROR").contains("the run's process died");
            });
            run.goneSoon();
            clusterIsKnownToBeGone(run);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void afterBothWereKilledWhichOnlyUndoCanTell(Way way) throws Exception {
        try (LiveRun run = start(way, "Doppelmord " + way, "--var", LONG_HOLD)) {
            run.awaitHold();

            run.killBoth();

            run.goneSoon();
            assertThat(run.report()).contains("it still goes on, or was interrupted");
            assertThat(run.states()).endsWith(ACTIVE);
            assertThat(run.command("undo")).satisfies(outcome -> {
                assertThat(outcome.exitCode()).as(outcome.all()).isZero();
                assertThat(outcome.out()).isEqualTo("1 undone, 0 left\n");
            });
            clusterIsKnownToBeGone(run);
            assertThat(run.command("judge")).satisfies(outcome -> {
                assertThat(outcome.exitCode()).isEqualTo(ERROR);
                assertThat(outcome.out()).startsWith("ERROR").contains("the journal breaks off");
            });
            assertThat(run.report())
                    .contains("it still goes on, or was interrupted", "in phase method", "the cluster is gone, and everything on it");
        }
    }

    private static void clusterIsKnownToBeGone(LiveRun run) throws IOException {
        assertThat(run.states()).endsWith(UNDONE);
        assertThat(run.journal().last(Event.Injection.class).orElseThrow().detail())
                .isEqualTo("the cluster is gone, and everything on it");
    }

    private static LiveRun start(Way way, String name, String... more) throws IOException {
        way.assumePossible();
        Product product = Product.of(way, shared);
        Path directory = product.directory(shared, name);
        Path scenario = Files.copy(Product.scenario("small-host-loss"), directory.resolve("scenario.yaml"));
        Files.setPosixFilePermissions(scenario, PosixFilePermissions.fromString("rw-r--r--"));
        return LiveRun.start(product, directory, scenario, more);
    }
}
