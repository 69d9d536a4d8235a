package dev.mesoschaos.ci;

import static dev.mesoschaos.scenarios.journal.InjectionState.ACTIVE;
import static dev.mesoschaos.scenarios.journal.InjectionState.UNDONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch as users pull it, from another terminal than that of the run. */
@Timeout(300)
class HaltIT {

    private static final int ABORTED = 3;

    @TempDir
    private Path shared;

    @Test
    void aRunStopsAndUndoesAndNoOtherStartsUntilItIsLifted() throws Exception {
        Product product = Product.ofThisUser();
        Path here = product.directory(shared, "heute");
        Path there = product.directory(shared, "nebenan");
        String setting = "kill-switch.file=" + shared.resolve("halt");
        Path scenario = Product.scenario("small-host-loss");
        try (LiveRun run = LiveRun.start(product, here, scenario, "--var", "hold=60s", "-D", setting)) {
            run.awaitHold();

            assertThat(product.call(there, List.of("halt", "-D", setting, "incident 4711")).exitCode()).isZero();

            assertThat(run.end()).satisfies(outcome -> {
                assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(ABORTED);
                assertThat(outcome.out()).startsWith("ABORTED").contains("incident 4711");
            });
            assertThat(run.states()).contains(ACTIVE).endsWith(UNDONE);
            run.goneSoon();
        }
        Product.Outcome next = product.call(there, product.runArguments(there, scenario, "-D", setting));
        assertThat(next.exitCode()).as(next.all()).isEqualTo(ABORTED);
        assertThat(next.out()).contains("incident 4711");

        assertThat(product.call(there, List.of("resume", "-D", setting)).out()).contains("lifted", "incident 4711");
        assertThat(shared.resolve("halt")).doesNotExist();
    }

    @Test
    void theSwitchInZooKeeperStopsARunAndKeepsAnotherFromInjecting() throws Exception {
        Product product = Product.ofThisUser();
        Path there = product.directory(shared, "fern");
        Path here = product.directory(shared, "nah");
        try (LiveRun run = start(product, here, "--var", "hold=60s")) {
            run.awaitHold();
            assertThat(zookeeper(product, there, "resume", run).out()).contains("no kill switch was engaged");
            assertThat(halt(product, there, run, "incident 4711").out()).contains("/mesos-chaos/halt: incident 4711");
            assertThat(halt(product, there, run, "lunch").out()).contains("engaged already", "incident 4711");
            assertAborted(run);
            assertThat(run.states()).contains(ACTIVE).endsWith(UNDONE);
        }
        Path next = product.directory(shared, "naeher");
        try (LiveRun run = start(product, next, "--var", "steady=9s")) {
            run.await(() -> run.entered(Phase.STEADY_STATE));
            assertThat(halt(product, there, run, "incident 4711").exitCode()).isZero();
            assertAborted(run);
            assertThat(run.states()).isEmpty();
        }
    }

    private static void assertAborted(LiveRun run) throws InterruptedException {
        assertThat(run.end()).satisfies(outcome -> {
            assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(ABORTED);
            assertThat(outcome.out()).startsWith("ABORTED").contains("incident 4711");
        });
    }

    private static LiveRun start(Product product, Path directory, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("-D", "cluster.network=proxied", "-D", "kill-switch.file=" + directory.resolve("halt")));
        return LiveRun.start(product, directory, Product.scenario("small-host-loss"), arguments.toArray(String[]::new));
    }

    private static Product.Outcome halt(Product product, Path directory, LiveRun run, String reason) throws Exception {
        return zookeeper(product, directory, "halt", run, reason);
    }

    private static Product.Outcome zookeeper(
            Product product, Path directory, String command, LiveRun run, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command, "--zookeeper", run.zookeeper()));
        arguments.addAll(List.of(more));
        return product.call(directory, arguments);
    }
}
