package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real clusters of the default size in each network this machine allows, and what is left of them. */
@Timeout(300)
class ClusterIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(10);
    private static final Pattern READY = Pattern.compile("READY (\\d+) ms (\\d+) MB (\\d+) ms of CPU (.*) (\\S+)");
    private static final Map<String, String> NAMESPACES = Map.of(Enclosure.NETWORK, "namespaces");

    @TempDir
    private static Path shared;

    private static List<Path> classPath;

    /** Who runs the cluster, and in which network. */
    enum Way {
        THIS_USER,
        ORDINARY_USER,
        PROXIED
    }

    /** An ordinary user cannot read what lies below root's home. */
    @BeforeAll
    static void copyClassPath() throws IOException {
        open(shared);
        classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry).toAbsolutePath();
            Path to = Files.createDirectory(shared.resolve("entry-" + classPath.size())).resolve(from.getFileName());
            Command.mustRun(List.of("cp", "-rL", from.toString(), to.toString()), "", SOON);
            classPath.add(to);
        }
        Command.mustRun(List.of("chmod", "-R", "a+rX", shared.toString()), "", SOON);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aClusterObeysAndLeavesNothingBehind(Way way) throws IOException {
        Path run = runDirectory(way, "obeys");
        Leftovers leftovers;
        try (Drill drill = start(way, run, "-")) {
            Matcher ready = ready(drill);
            leftovers = leftovers(run, ready, way, drill);
            assertThat(leftovers.find()).isNotEmpty();

            assertThat(drill.ask("agents")).isEqualTo("a1,a2,a3,a4,a5,a6");
            assertThat(drill.ask("leader")).matches("m[123]");
            assertThat(drill.ask("zookeeper-leader")).matches("z[123]");
            assertThat(drill.ask("facts")).contains("agentPingTimeout=PT1S", "zookeeperSessionTimeout=PT5S");
            haltAndResume(drill);
            if (way != Way.PROXIED) {
                assertThat(drill.ask("shell a2 hostname")).isEqualTo("0 a2|");
                assertThat(drill.ask("shell a2 touch /dev/shm/left")).isEqualTo("0 ");
                assertThat(drill.ask("shell a1 ls /dev/shm")).isEqualTo("0 ");
                assertThat(Path.of("/dev/shm/left")).doesNotExist();
                assertThat(drill.ask("shell a2 sleep 30")).contains("FAILED", "did not end within 2000 ms");
            }

            assertThat(drill.ask("off a3")).isEqualTo("OK");
            assertThat(drill.ask("off a3")).isEqualTo("OK");
            assertThat(drill.ask("is-on a3")).isEqualTo("false");
            await().atMost(SOON).until(() -> drill.ask("agents"), "a1,a2,a4,a5,a6"::equals);
            assertThat(drill.ask("on a3")).isEqualTo("OK");
            assertThat(drill.ask("on a3")).isEqualTo("OK");
            await().atMost(SOON).until(() -> drill.ask("agents"), "a1,a2,a3,a4,a5,a6"::equals);

            String leader = drill.ask("leader");
            assertThat(drill.ask("off " + leader)).isEqualTo("OK");
            await().atMost(SOON).until(() -> drill.ask("leader"), next -> next.matches("m[123]") && !next.equals(leader));

            assertThat(drill.ask("close")).isEqualTo("CLOSED");
            await().atMost(GONE_WITHIN).until(() -> !drill.isAlive());
        }
        assertThat(leftovers.find()).isEmpty();
        assertThat(run.resolve("logs")).isDirectoryContaining("glob:**m1.log");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void nothingIsLeftWhenTheEngineIsKilled(Way way) throws IOException {
        Path run = runDirectory(way, "killed");
        try (Drill drill = start(way, run, "-")) {
            Leftovers leftovers = leftovers(run, ready(drill), way, drill);

            drill.killEngine();

            nothingSoon(leftovers);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void nothingIsLeftWhenTheHarnessIsKilled(Way way) throws IOException {
        Path run = runDirectory(way, "orphaned");
        try (Drill drill = start(way, run, "-")) {
            Leftovers leftovers = leftovers(run, ready(drill), way, drill);

            drill.cutLifeline();

            nothingSoon(leftovers);
        }
    }

    @Test
    void aDaemonThatDiesIsStartedAgain() throws IOException {
        Path run = runDirectory(Way.THIS_USER, "supervised");
        try (Drill drill = start(Way.THIS_USER, run, "-")) {
            ready(drill);

            assertThat(drill.ask("shell a1 pkill -KILL java")).startsWith("0 ");

            await().atMost(SOON).until(() -> Files.readString(run.resolve("logs/a1.log")),
                    log -> log.contains("supervisor: the daemon ended with status"));
            await().atMost(SOON).until(() -> drill.ask("agents"), "a1,a2,a3,a4,a5,a6"::equals);
            assertThat(drill.ask("close")).isEqualTo("CLOSED");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = {"THIS_USER", "PROXIED"})
    void aDaemonObeysSignalsAndIsLeftDownWhenAskedFor(Way way) throws IOException {
        try (Drill drill = start(way, runDirectory(way, "signalled"), "-")) {
            ready(drill);

            assertThat(drill.ask("wipe a1")).startsWith("FAILED the daemon of a1 runs on the disk");
            assertThat(drill.ask("supervise a1 false")).isEqualTo("OK");
            assertThat(drill.ask("signal a1 KILL")).isEqualTo("OK");
            await().atMost(SOON).until(() -> drill.ask("ends a1"), "[137]"::equals);
            assertThat(drill.ask("runs a1")).isEqualTo("false");
            assertThat(drill.ask("signal a1 KILL")).startsWith("FAILED the daemon of a1 does not run");
            await().atMost(SOON).until(() -> drill.ask("agents"), "a2,a3,a4,a5,a6"::equals);

            assertThat(drill.ask("wipe a1")).isEqualTo("OK");
            assertThat(drill.ask("start a1")).isEqualTo("OK");
            await().atMost(SOON).until(() -> drill.ask("agents"), "a1,a2,a3,a4,a5,a6"::equals);

            // P * M later a stopped agent is unreachable; one that goes on comes back by itself.
            assertThat(drill.ask("signal a2 STOP")).isEqualTo("OK");
            await().atMost(SOON).until(() -> drill.ask("agents"), "a1,a3,a4,a5,a6"::equals);
            assertThat(drill.ask("signal a2 CONT")).isEqualTo("OK");
            await().atMost(SOON).until(() -> drill.ask("agents"), "a1,a2,a3,a4,a5,a6"::equals);
            assertThat(drill.ask("ends a2")).isEqualTo("[]");
            assertThat(drill.ask("close")).isEqualTo("CLOSED");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = {"THIS_USER", "PROXIED"})
    void aHostFindsItsDaemonHoldsItDownAndLetsItGo(Way way) throws IOException {
        try (Drill drill = start(way, runDirectory(way, "held"), "-")) {
            ready(drill);
            List.of("a1", "m1", "z1").forEach(host -> assertThat(ask(drill, "serves " + host)).isEqualTo("true"));
            String found = drill.ask("find a1");
            assertThat(found).matches("0 \\d+");
            assertThat(drill.ask("executors a1")).isEqualTo("[]");

            assertThat(drill.ask("hold a1 test")).isEqualTo("0 ");
            assertThat(drill.ask("signal a1 KILL")).isEqualTo("OK");
            await().atMost(SOON).until(() -> drill.ask("find a1"), "0 "::equals);
            await().atMost(SOON).until(() -> drill.ask("serves a1"), "false"::equals);

            assertThat(drill.ask("release a1 test")).isEqualTo("0 ");
            await().atMost(SOON).until(() -> drill.ask("find a1"), next -> !next.equals("0 ") && !next.equals(found));
            await().atMost(SOON).until(() -> drill.ask("serves a1"), "true"::equals);
            assertThat(drill.ask("close")).isEqualTo("CLOSED");
        }
    }

    private static String ask(Drill drill, String order) {
        try {
            return drill.ask(order);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void zooKeepersLinksRunThroughAProxyServerWhenAskedFor() throws IOException {
        Path run = runDirectory(Way.THIS_USER, "links");
        try (Drill drill = start(Way.THIS_USER, run, "ZOOKEEPER_LINKS")) {
            ready(drill);

            assertThat(drill.ask("links")).matches("(embedded|toxiproxy) \\S+ 10.77.255.1:8474 27");
            assertThat(drill.ask("agents")).isEqualTo("a1,a2,a3,a4,a5,a6");
            assertThat(drill.ask("close")).isEqualTo("CLOSED");
        }
    }

    @Test
    void fiveStartsInARowStayWithinTheirMemory() throws IOException {
        // The first makes the class cache, unless another test has.
        for (int i = 0; i <= 5; i++) {
            try (Drill drill = start(Way.THIS_USER, runDirectory(Way.THIS_USER, "start" + i), "-")) {
                Matcher ready = ready(drill);
                System.out.println(i == 0 ? "start: " + ready.group() : "start " + i + " of 5: " + ready.group());
                assertThat(Integer.parseInt(ready.group(2))).isBetween(100, 1200);
                assertThat(drill.ask("close")).isEqualTo("CLOSED");
            }
        }
    }

    private static Drill start(Way way, Path run, String needs) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                run.toString(), needs, CacheDirectory.PROPERTY + "=" + shared.resolve("cache-" + way)));
        if (way == Way.PROXIED) {
            arguments.add(Enclosure.NETWORK + "=proxied");
        }
        return Drill.start(prefix(way), classPath, run.resolve("drill.log"), arguments);
    }

    private static List<String> prefix(Way way) {
        if (way == Way.PROXIED) {
            return List.of();
        }
        Enclosure enclosure = Enclosure.choose(Map.of());
        assumeTrue(enclosure.kind() != Enclosure.Kind.PROXIED, enclosure.words());
        if (way == Way.THIS_USER) {
            return enclosure.command();
        }
        assumeTrue(enclosure.kind() == Enclosure.Kind.NAMESPACES, "this user is an ordinary one already");
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/");
        Enclosure asUser = Enclosure.choose(NAMESPACES, command -> Command.run(join(nobody, command), "", SOON));
        assertThat(asUser.kind()).isEqualTo(Enclosure.Kind.USER_NAMESPACES);
        return join(nobody, asUser.command());
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static void haltAndResume(Drill drill) throws IOException {
        await().atMost(SOON).until(() -> drill.ask("halted").equals("no"));
        assertThat(drill.ask("halt smoke-in-row-4")).isEqualTo("OK");
        await().atMost(SOON).until(() -> drill.ask("halted").contains("znode /mesos-chaos/halt: smoke-in-row-4"));
        assertThat(drill.ask("resume")).isEqualTo("OK");
        await().atMost(SOON).until(() -> drill.ask("halted").equals("no"));
    }

    private static Path runDirectory(Way way, String name) throws IOException {
        Path cache = Files.createDirectories(shared.resolve("cache-" + way));
        Path run = Files.createDirectories(shared.resolve("Lauf ß " + way + " " + name));
        open(cache);
        open(run);
        return run;
    }

    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static Matcher ready(Drill drill) throws IOException {
        String line = drill.hear();
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as(line).isTrue();
        return ready;
    }

    private static Leftovers leftovers(Path run, Matcher ready, Way way, Drill drill) throws IOException {
        String id = ready.group(5);
        List<String> namespaces = way == Way.PROXIED
                ? List.of()
                : Arrays.asList(drill.ask("shell a1 readlink /proc/self/ns/net").split("[ |]", -1)).subList(1, 2);
        return new Leftovers(run, id.substring(id.indexOf('-', "local-".length()) + 1), namespaces);
    }

    private static void nothingSoon(Leftovers leftovers) {
        await().atMost(GONE_WITHIN).untilAsserted(() -> assertThat(leftovers.find()).isEmpty());
    }
}
