package dev.mesoschaos.scenarios.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real guards on this machine; the fault is a file that is there. */
class LeaseTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(5);

    /** Of uptime, by which hosts count. */
    private static final Duration CLOCK_GRAIN = Duration.ofMillis(10);

    /** From the end of a lease to that of the undo. */
    private static final Duration PROMISED = Duration.ofSeconds(2);

    private final String run = "run-" + UUID.randomUUID();
    private final HereShell shell = new HereShell();

    @TempDir
    private Path directory;

    private Path fault;

    @BeforeEach
    void nameTheFault() {
        fault = directory.resolve("it's a fault");
    }

    @AfterEach
    void leaveNothing() {
        lease(SHORT, "true").undo(LIMIT);
        await().until(() -> HereShell.left(run).isEmpty());
    }

    private Lease lease(Duration length, String... undo) {
        List<HostCommand> commands = List.of(new HostCommand("a1", List.of(undo), ""));
        return Lease.of(shell, run, "cut-1", commands, length);
    }

    private Lease removing(Duration length) {
        return lease(length, "rm", "-f", fault.toString());
    }

    private void inject(Lease lease) {
        assertThat(lease.inject(List.of("cp", "/dev/stdin", fault.toString()), "harm", LIMIT).ok()).isTrue();
        assertThat(fault).hasContent("harm");
    }

    @Test
    void aHostThatHearsNothingAnyMoreUndoesWhenTheLeaseHasRunOut() {
        Instant armed = Clock.system().now();
        Lease lease = removing(SHORT);
        lease.arm();
        inject(lease);

        await().until(() -> !Files.exists(fault));

        assertThat(Duration.between(armed, Clock.system().now()))
                .isBetween(SHORT.minus(CLOCK_GRAIN), SHORT.plus(PROMISED));
        await().untilAsserted(() -> assertThat(HereShell.left(run)).isEmpty());
    }

    @Test
    void aLeaseThatIsRenewedDoesNotRunOut() {
        Lease lease = removing(SHORT);
        lease.arm();
        inject(lease);

        await().pollInterval(Duration.ofMillis(300)).during(SHORT.plusSeconds(2)).until(() -> {
            lease.renew(LIMIT);
            return Files.exists(fault);
        });
    }

    @Test
    void afterTheEndNeitherARenewalNorACommandOfTheInjectionSucceeds() {
        Lease lease = removing(Duration.ofSeconds(1));
        lease.arm();
        await().until(() -> HereShell.left(run).isEmpty());

        assertThatThrownBy(() -> lease.renew(LIMIT)).hasMessageContaining("run out");
        assertThatThrownBy(() -> inject(lease)).isInstanceOf(ClusterException.class).hasMessageContaining("over on a1");
        assertThat(fault).doesNotExist();
    }

    @Test
    void aCommandThatWaitsForAnotherOneWhileTheLeaseRunsOutIsRefused() throws Exception {
        Lease lease = removing(SHORT);
        Path busy = directory.resolve("busy");
        lease.arm();
        Thread first = Thread.ofVirtual().start(() -> lease.inject(
                List.of("sh", "-c", "touch " + busy + "; while [ -e " + busy + " ]; do sleep 0.1; done"), "", LIMIT));
        await().until(() -> Files.exists(busy));
        FutureTask<Shell.Result> second =
                new FutureTask<>(() -> lease.inject(List.of("touch", fault.toString()), "", LIMIT));
        Thread.ofVirtual().start(second);
        await().until(() -> Files.exists(Path.of(lease.directory(), "over")));

        Files.delete(busy);

        assertThatThrownBy(second::get).cause().hasMessageContaining("over on a1");
        first.join();
        assertThat(fault).doesNotExist();
    }

    @Test
    void theUndoTakesTheGuardAway() throws IOException {
        Lease lease = removing(LONG);
        lease.arm();
        inject(lease);
        assertThat(HereShell.left(run)).isNotEmpty();

        lease.undo(LIMIT);

        assertThat(fault).doesNotExist();
        await().untilAsserted(() -> assertThat(HereShell.left(run)).isEmpty());
        assertThatThrownBy(() -> lease.renew(LIMIT)).hasMessageContaining("run out");
    }

    @Test
    void theUndoNeedsNoLeaseAndCanBeRepeated() throws IOException {
        Files.createFile(fault);

        removing(LONG).undo(LIMIT);
        removing(LONG).undo(LIMIT);

        assertThat(fault).doesNotExist();
    }

    @Test
    void anUndoThatFailsIsToldAndTheGuardGoesOnTrying() throws IOException {
        Path obstacle = Files.createFile(directory.resolve("obstacle"));
        Lease lease = lease(SHORT, "sh", "-c", "! [ -e " + obstacle + " ] && rm -f \"$0\"", fault.toString());
        lease.arm();
        inject(lease);

        assertThatThrownBy(() -> lease.undo(LIMIT)).isInstanceOf(ClusterException.class)
                .hasMessageContaining("the undo failed on a1");
        assertThatThrownBy(() -> inject(lease)).hasMessageContaining("over on a1");
        Files.delete(obstacle);

        await().until(() -> !Files.exists(fault));
        await().untilAsserted(() -> assertThat(HereShell.left(run)).isEmpty());
    }

    @Test
    void aCommandThatHangsDoesNotKeepTheFault() throws Exception {
        Lease lease = removing(SHORT);
        lease.arm();
        Path hanging = directory.resolve("hanging");
        String hang = "echo $$ >" + hanging + "; touch \"$0\"; exec sleep 60";
        Thread stuck = Thread.ofVirtual()
                .start(() -> lease.inject(List.of("sh", "-c", hang, fault.toString()), "", LIMIT));
        await().until(() -> Files.exists(fault));

        await().until(() -> !Files.exists(fault));

        await("a guard that waits for the end of that command")
                .during(Duration.ofSeconds(1))
                .until(() -> Files.exists(Path.of(lease.directory(), "over")));
        ProcessHandle.of(Long.parseLong(Files.readString(hanging).strip())).orElseThrow().destroyForcibly();
        stuck.join();
        await().untilAsserted(() -> assertThat(HereShell.left(run)).isEmpty());
    }

    @Test
    void guardAndHarnessNeverUndoAtTheSameTime() throws Exception {
        Path busy = directory.resolve("busy");
        Path log = directory.resolve("log");
        String undo = "mkdir " + busy + " && echo alone >>" + log + " || echo overlap >>" + log
                + "; sleep 0.5; rmdir " + busy;
        Lease lease = lease(SHORT, "sh", "-c", undo);
        lease.arm();

        await().until(() -> Files.exists(log));
        AllOf.atOnce(Stream.generate(() -> (Runnable) () -> lease.undo(LIMIT)).limit(2));

        await().untilAsserted(() -> assertThat(HereShell.left(run)).isEmpty());
        assertThat(Files.readAllLines(log)).hasSize(3).containsOnly("alone");
    }

    @Test
    void aSecondLeaseOfTheSameInjectionIsRefused() {
        removing(LONG).arm();

        assertThatThrownBy(() -> removing(LONG).arm()).isInstanceOf(ClusterException.class)
                .hasMessageContaining("no lease on a1").hasMessageContaining("exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"setsid", "flock"})
    void aHostThatLacksAToolIsRefusedAndNothingIsLeftThere(String missing) throws IOException {
        allowToolsWithout(missing);

        assertThatThrownBy(() -> removing(LONG).arm()).isInstanceOf(ClusterException.class)
                .hasMessageContaining("no lease on a1").hasMessageContaining(missing);
        assertThat(HereShell.left(run)).isEmpty();
    }

    @Test
    void aSleepThatKnowsWholeSecondsOnlyWillDo() throws IOException {
        Path sleep = allowToolsWithout("sleep").resolve("sleep");
        Files.writeString(sleep, "#!/bin/sh\ncase $1 in *.*) exit 1 ;; esac\nexec " + onThisMachine("sleep") + " \"$1\"\n");
        assertThat(sleep.toFile().setExecutable(true)).isTrue();
        Lease lease = removing(SHORT);
        lease.arm();
        inject(lease);

        await().until(() -> !Files.exists(fault));
    }

    private Path allowToolsWithout(String missing) throws IOException {
        Path tools = Files.createDirectory(directory.resolve("tools"));
        for (String tool : List.of("sh", "mkdir", "rm", "true", "sleep", "mv", "cp", "setsid", "flock")) {
            if (!tool.equals(missing)) {
                Files.createSymbolicLink(tools.resolve(tool), onThisMachine(tool));
            }
        }
        shell.allowOnly(tools);
        return tools;
    }

    private static Path onThisMachine(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(place -> Path.of(place, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
