package dev.mesoschaos.ci;

import static dev.mesoschaos.scenarios.journal.InjectionState.ACTIVE;
import static dev.mesoschaos.scenarios.journal.InjectionState.UNDONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
}
