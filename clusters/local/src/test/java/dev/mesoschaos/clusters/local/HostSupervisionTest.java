package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSupervisionTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private HostSupervision supervision;

    @BeforeEach
    void prepare() {
        supervision = new HostSupervision(RunFiles.of(directory.resolve("a run")));
        supervision.prepare("a1");
    }

    private static String said(List<String> command) {
        Shell.Result result = Command.run(command, "", LIMIT);
        assertThat(result.ok()).as("%s: %s", command, result.stderr()).isTrue();
        return result.stdout().strip();
    }

    private Process daemon() throws IOException {
        Process process = new ProcessBuilder(supervision.recorded("a1", List.of("sleep", "1000000"))).start();
        await().until(() -> !said(supervision.find("a1")).isEmpty());
        return process;
    }

    @Test
    void aDaemonIsFoundWhileItRuns() throws Exception {
        assertThat(said(supervision.find("a1"))).isEmpty();
        Process process = daemon();
        try {
            assertThat(said(supervision.find("a1"))).isEqualTo("" + process.pid());
            await("the daemon itself").until(() -> process.info().commandLine().orElse("").endsWith("sleep 1000000"));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(said(supervision.find("a1"))).isEmpty();
    }

    @Test
    void aProcessThatGotTheIdOfADeadDaemonIsNotTakenForIt() throws Exception {
        Process process = daemon();
        try {
            Path record = RunFiles.of(directory.resolve("a run")).supervision("a1").resolve("daemon");
            Files.writeString(record, process.pid() + " 17\n");

            assertThat(said(supervision.find("a1"))).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aDaemonIsHeldUntilTheLastOfItsHoldersLetsGo() {
        assertThat(supervision.isHeld("a1")).isFalse();
        said(supervision.hold("a1", "ours"));
        said(supervision.hold("a1", "ours"));
        said(supervision.hold("a1", "theirs"));

        said(supervision.release("a1", "ours"));
        assertThat(supervision.isHeld("a1")).isTrue();
        said(supervision.release("a1", "ours"));
        said(supervision.release("a1", "theirs"));
        assertThat(supervision.isHeld("a1")).isFalse();
    }

    @Test
    void aRebootForgetsAllHoldsAndThoseOfAClusterThatIsGoneAreNoError() {
        said(supervision.hold("a1", "ours"));

        supervision.releaseAll("a1");

        assertThat(supervision.isHeld("a1")).isFalse();
        said(supervision.release("a9", "ours"));
    }

    @Test
    void aHostThatIsOffHasNoShellWhereHostsShareTheMachine() {
        Layout layout = Layout.of(ClusterSpec.DEFAULT, new NamespacePlan());
        LoopbackHosts hosts = new LoopbackHosts("test", Clock.system());
        LoopbackShell shell = new LoopbackShell(layout, hosts);

        assertThatThrownBy(() -> shell.run("a1", "true"))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("host a1 is off");
        hosts.on(List.of(layout.host("a1")));
        assertThat(shell.run("a1", "sh", "-c", "echo $" + LoopbackHosts.HOST_MARK).stdout().strip()).isEmpty();
        assertThat(shell.shared()).isTrue();
    }
}
