package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.KillSwitch;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillSwitchTest {

    private final Bench bench = new Bench();
    private FakeFault fault;
    private Path file;

    @TempDir
    Path directory;

    @BeforeEach
    void aRunThatHoldsUntilItIsStopped() {
        bench.hold = Duration.ofMinutes(5);
        fault = bench.fault("cut");
        file = directory.resolve("halt");
        bench.settings.put(HaltFile.SETTING, file.toString());
    }

    @Test
    void aFileThatIsThereKeepsTheRunFromStarting() throws IOException {
        Files.writeString(file, "the fire brigade is here\nsecond line\n");

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ABORTED);
        assertThat(result.why())
                .contains("kill switch " + file + ": the fire brigade is here; 'mesos-chaos resume'")
                .doesNotContain("second line");
        assertThat(bench.timeline.of(Event.ClusterOpened.class)).isEmpty();
        assertThat(fault.calls).isEmpty();
    }

    @Test
    void aFileWithoutAReasonIsEngagedToo() throws IOException {
        Files.createFile(file);

        assertThat(bench.run(directory).why()).contains("no reason given");
    }

    @Test
    void aFileThatAppearsEndsTheHoldAndUndoes() throws IOException {
        fault.injects = context -> create("users complain");

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ABORTED);
        assertThat(result.why()).contains("users complain");
        assertThat(fault.calls).containsExactly("inject fault-cut", "undo fault-cut");
    }

    @Test
    void theClustersOwnSwitchKeepsFaultsFromBeingInjected() throws IOException {
        bench.cluster.powers.put(KillSwitch.class, (KillSwitch) () -> Optional.of("halted by the platform team"));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ABORTED);
        assertThat(result.why()).contains("halted by the platform team");
        assertThat(fault.calls).isEmpty();
        assertThat(bench.cluster.closed).isTrue();
    }

    @Test
    void aSwitchThatCannotTellAtTheStartKeepsFaultsFromBeingInjected() throws IOException {
        bench.cluster.powers.put(KillSwitch.class, (KillSwitch) () -> {
            throw new ClusterException("ZooKeeper does not answer");
        });

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.ERROR);
        assertThat(fault.calls).isEmpty();
    }

    @Test
    void aSwitchThatCannotTellWhileTheFaultIsThereIsNoReasonToStop() throws IOException {
        bench.cluster.powers.put(KillSwitch.class, (KillSwitch) () -> {
            if (fault.calls.isEmpty()) {
                return Optional.empty();
            }
            create("stopped in the end");
            throw new ClusterException("ZooKeeper does not answer");
        });

        assertThat(bench.run(directory).why()).contains("stopped in the end");
    }

    private void create(String reason) {
        try {
            Files.writeString(file, reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
