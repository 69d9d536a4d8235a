package dev.mesoschaos.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are broken on purpose turn red, each for its own reason; the same scenario unbroken passes. */
@Timeout(300)
class BrokenRunsIT {

    private static final String LATEST = Path.of("runs", "latest").toString();

    @TempDir
    private Path parent;

    /** Its service file is in a directory of its own, so that no other test knows these faults. */
    private final Product product =
            Product.ofThisUser(Product.testClasses().resolve("broken"), Product.testClasses());

    private final Path scenario = Product.scenario("small-host-loss");

    @Test
    void anUnbrokenRunPassesAndItsJournalIsJudgedTheSameAgain() throws Exception {
        Path directory = product.directory(parent, "heil");

        Product.Outcome run = product.call(directory, product.runArguments(directory, scenario));

        assertThat(run.exitCode()).as(run.all()).isZero();
        assertThat(run.out()).startsWith("PASSED").contains("rescheduling-time", "(floor 3.000 s)");
        Product.Outcome judged = product.call(directory, List.of("judge", LATEST));
        assertThat(judged.exitCode()).isZero();
        assertThat(judged.out().strip()).isEqualTo(run.out().lines().findFirst().orElseThrow().strip());
        Product.Outcome undone = product.call(directory, List.of("undo", LATEST));
        assertThat(undone.exitCode()).isZero();
        assertThat(undone.out()).isEqualTo("nothing is open\n");
    }

    @Test
    void aMasterThatNeverReschedulesFailsTheScenario() throws Exception {
        Path directory = product.directory(parent, "einem, der nichts tut");

        Product.Outcome run = product.call(
                directory, product.runArguments(directory, scenario, "-D", "testbed.defect=never-reschedules"));

        assertThat(run.exitCode()).as(run.all()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("FAILED")
                // Only when the host is on again does its agent say that the task is lost.
                .containsPattern("— rescheduling-time .* is (≥ )?[^,]*, and must be at most");
    }

    @Test
    void aFaultThatDoesNotBiteIsAnError() throws Exception {
        Product.Outcome run = pretend("toothless");

        assertThat(run.exitCode()).as(run.all()).isEqualTo(4);
        assertThat(run.out()).startsWith("ERROR").containsPattern("toothless did not bite: not a scratch on \\[a[12]]");
    }

    @Test
    void anUndoThatFailsLeavesTheRunDirty() throws Exception {
        String halt = "kill-switch.file=" + parent.resolve("halt");
        Product.Outcome run = pretend("unremovable", "-D", halt);

        assertThat(run.exitCode()).as(run.all()).isEqualTo(5);
        assertThat(run.err()).containsPattern("no other run starts now: kill switch .*halt: the run .* ended DIRTY");
        assertThat(run.out())
                .startsWith("DIRTY")
                .containsPattern("the undo of unremovable is unproven: still there on \\[a[12]]");
        Path directory = parent.resolve("Läufe von unremovable");
        assertThat(product.call(directory, List.of("undo", LATEST)).out()).isEqualTo("1 undone, 0 left\n");
        assertThat(product.call(directory, List.of("judge", LATEST)).out())
                .startsWith("ERROR")
                .contains("the undo of unremovable failed", "the cluster is gone");
        Product.Outcome next = product.call(directory, product.runArguments(directory, scenario, "-D", halt));
        assertThat(next.exitCode()).as(next.all()).isEqualTo(3);
        assertThat(next.out()).startsWith("ABORTED").contains("ended DIRTY");
    }

    @Test
    void aFaultThatThisMachineCannotInjectSkipsTheScenario() throws Exception {
        Product.Outcome run = pretend("demanding");

        assertThat(run.exitCode()).as(run.all()).isZero();
        assertThat(run.out()).startsWith("SKIPPED").contains("demanding needs ", "cluster.network=");
    }

    private Product.Outcome pretend(String fault, String... more) throws IOException, InterruptedException {
        Path directory = product.directory(parent, fault);
        String text = Files.readString(Product.scenario("pretended")).replace("FAULT", fault);
        Path file = Files.writeString(directory.resolve(fault + ".yaml"), text);
        return product.call(directory, product.runArguments(directory, file, more));
    }
}
