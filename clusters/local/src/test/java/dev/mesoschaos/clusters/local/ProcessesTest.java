package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void aCommandSaysWhatItDidWhateverItsExitCode() {
        Shell.Result result = Command.run(List.of("sh", "-c", "cat; echo bad >&2; exit 3"), "input", LIMIT);

        assertThat(result).isEqualTo(new Shell.Result(3, "input", "bad\n"));
    }

    @Test
    void aCommandThatOutlastsItsTimeIsKilledWithItsChildren() {
        assertThatThrownBy(() -> Command.run(List.of("sh", "-c", "sleep 100; true"), "", Duration.ofMillis(200)))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("did not end within 200 ms");
    }

    @Test
    void aMissingProgramIsNamed() {
        assertThatThrownBy(() -> Command.run(List.of("no-such-program"), "", LIMIT))
                .hasMessageContaining("'no-such-program' cannot be started");
    }

    @Test
    void everythingThatInheritedAMarkIsKilledAndNothingElse() throws Exception {
        String mark = "MESOS_CHAOS_TEST=" + UUID.randomUUID();
        Process marked = sleeper(mark);
        Process other = sleeper(mark + "0");

        try {
            MarkedProcesses.kill(mark, Clock.system());

            assertThat(marked.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(MarkedProcesses.find(mark)).isEmpty();
            assertThat(other.isAlive()).isTrue();
        } finally {
            MarkedProcesses.kill(mark + "0", Clock.system());
        }
    }

    @Test
    void theReaperKillsAndRemovesWhenItsParentIsGone() throws Exception {
        String mark = "MESOS_CHAOS_TEST=" + UUID.randomUUID();
        Process marked = sleeper(mark);
        Path work = Files.createDirectories(directory.resolve("Arbeit ß/deep"));
        Files.writeString(work.resolve("file"), "content", UTF_8);

        Reaper.start(mark, work.getParent()).close();

        assertThat(marked.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(work.getParent()).doesNotExist();
    }

    @Test
    void thisProcessExistsAndOneOfAnotherStartTimeDoesNot() {
        String id = ClusterIds.ofThisProcess();

        assertThat(ClusterIds.exists(id)).isTrue();
        assertThat(ClusterIds.exists(id + "0")).isFalse();
        assertThat(ClusterIds.exists("local-00000000-1-1")).isFalse();
        assertThat(ClusterIds.exists("hosts")).isFalse();
    }

    @Test
    void twoRunsNeverClaimTheSameNetwork() {
        try (LoopbackClaim one = LoopbackClaim.take(new SplittableRandom(1));
                LoopbackClaim two = LoopbackClaim.take(new SplittableRandom(1))) {
            assertThat(one.addresses().proxies()).isNotEqualTo(two.addresses().proxies());
            assertThat(one.addresses().service(0, 1)).isNotEqualTo(two.addresses().service(0, 1));
        }
    }

    @Test
    void aNetworkHoldsTwentyRacksOfTenAndNoMore() {
        LoopbackAddresses network = new LoopbackAddresses(1, 2);

        assertThat(network.service(20, 10)).isEqualTo("127.1.2.230");
        assertThatThrownBy(() -> network.service(1, 12)).hasMessageContaining("namespaced network");
    }

    private static Process sleeper(String mark) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "sleep 100; true");
        builder.environment().put(mark.substring(0, mark.indexOf('=')), mark.substring(mark.indexOf('=') + 1));
        return builder.start();
    }
}
