package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of an installed Mesos, with a stand-in for it: programs that know the flags of real ones, refuse all others
 * as those do, and then run the testbed's master and agent. Everything but Mesos itself is real.
 */
@Timeout(120)
class InstalledMesosIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = directory.resolve("mesos 1.11");
        Files.createDirectories(home.resolve("libexec/mesos"));
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("sbin"));
        program("mesos-master", "dev.mesoschaos.testbed.master.MasterMain");
        program("mesos-agent", "dev.mesoschaos.testbed.agent.AgentMain");
    }

    @Test
    void itsMastersAndAgentsRunOnTheSameHosts() throws IOException {
        Enclosure enclosure = Enclosure.choose(Map.of());
        assumeTrue(enclosure.kind() != Enclosure.Kind.PROXIED, enclosure.words());
        Path run = Files.createDirectory(directory.resolve("run"));
        try (Drill drill = Drill.start(enclosure.command(), classPath(), run.resolve("drill.log"), arguments(run))) {
            assertThat(drill.hear()).startsWith("READY ");

            assertThat(drill.ask("grade")).isEqualTo("MESOS_LOCAL");
            assertThat(drill.ask("agents")).isEqualTo("a1,a2,a3,a4,a5,a6");
            assertThat(drill.ask("facts")).contains("agentPingTimeout=PT1S", "mesosVersion=1.11.0");
            assertThat(drill.ask("signal a1 KILL")).isEqualTo("OK");
            await().atMost(SOON).until(() -> drill.ask("ends a1"), "[137]"::equals);
            await().atMost(SOON).until(() -> drill.ask("agents"), "a1,a2,a3,a4,a5,a6"::equals);
            assertThat(drill.ask("close")).isEqualTo("CLOSED");
        }
        List<String> agents = calls("mesos-agent");
        assertThat(agents).hasSizeGreaterThanOrEqualTo(7).allSatisfy(call -> assertThat(call)
                .contains("LD_LIBRARY_PATH=" + home.resolve("lib"), "MESOS_PORT=;", "--launcher_dir=" + home.resolve("libexec/mesos"))
                .contains("--no-systemd_enable_support", "--no-hostname_lookup", "--isolation=", "--launcher=")
                .doesNotContain("--links="));
        for (String flag : List.of("work_dir", "runtime_dir", "fetcher_cache_dir", "log_dir")) {
            assertThat(agents.stream().map(call -> call.replaceFirst(".*--" + flag + "=(\\S+).*", "$1")).distinct())
                    .as(flag).hasSize(6);
        }
        assertThat(calls("mesos-master")).allSatisfy(call -> assertThat(call)
                .contains("--quorum=2", "--zk=zk://10.77.0.11:2181,").containsPattern("LIBPROCESS_IP=10\\.77\\.0\\.1[456];"));
        assertThat(Path.of("/sys/fs/cgroup/cpu/mesos-chaos")).doesNotExist();
    }

    private List<String> arguments(Path run) {
        return List.of(run.toString(), "-", "mesos.home=" + home, CacheDirectory.PROPERTY + "=" + directory.resolve("cache"));
    }

    private List<String> calls(String program) throws IOException {
        return Files.readAllLines(home.resolve(program + ".calls"));
    }

    private void program(String name, String mainClass) throws IOException {
        try (InputStream script = InstalledMesosIT.class.getResourceAsStream("stand-in.sh")) {
            Path file = home.resolve("sbin").resolve(name);
            Files.writeString(file, new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@JAVA@", Path.of(System.getProperty("java.home"), "bin", "java").toString())
                    .replace("@CLASS_PATH@", System.getProperty("java.class.path"))
                    .replace("@MAIN@", mainClass));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1)).map(Path::of).toList();
    }
}
