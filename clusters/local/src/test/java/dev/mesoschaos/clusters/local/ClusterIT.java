package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real clusters of the default size in each network this machine allows. */
@Timeout(300)
class ClusterIT {

    private static final Duration SOON = Clusters.SOON;

    @TempDir
    private static Path shared;

    private static Clusters clusters;

    @BeforeAll
    static void copyClassPath() throws IOException {
        clusters = Clusters.below(shared);
    }

    @ParameterizedTest
    @EnumSource
    void aClusterObeysAndLeavesNothingBehind(Way way) throws IOException {
        Path run = clusters.directory(way, "obeys");
        Leftovers leftovers;
        try (Drill drill = clusters.start(way, run, "-")) {
            Matcher ready = Clusters.ready(drill);
            leftovers = Clusters.leftovers(run, ready, way, drill);
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
            await().atMost(Clusters.GONE_WITHIN).until(() -> !drill.isAlive());
        }
        assertThat(leftovers.find()).isEmpty();
        assertThat(run.resolve("logs")).isDirectoryContaining("glob:**m1.log");
    }

    @Test
    void onlyTheEngineAnswersForItsAddress() throws IOException {
        Path run = clusters.directory(Way.THIS_USER, "answers");
        try (Drill drill = clusters.start(Way.THIS_USER, run, "-")) {
            Clusters.ready(drill);
            String who = drill.ask("shell a1 busybox arping -c 1 -I eth0 10.77.255.1");
            assumeFalse(who.startsWith("127 "), "busybox is not installed");

            assertThat(Pattern.compile("\\[([0-9a-f:]+)]").matcher(who).results().map(answer -> answer.group(1)))
                    .as(who)
                    .isNotEmpty()
                    .containsOnly("02:00:0a:4d:ff:01");
            assertThat(drill.ask("close")).isEqualTo("CLOSED");
        }
    }

    @Test
    void zooKeepersLinksRunThroughAProxyServerWhenAskedFor() throws IOException {
        Path run = clusters.directory(Way.THIS_USER, "links");
        try (Drill drill = clusters.start(Way.THIS_USER, run, "ZOOKEEPER_LINKS")) {
            Clusters.ready(drill);

            assertThat(drill.ask("links")).matches("(embedded|toxiproxy) \\S+ 10.77.255.1:8474 27");
            assertThat(drill.ask("agents")).isEqualTo("a1,a2,a3,a4,a5,a6");
            assertThat(drill.ask("close")).isEqualTo("CLOSED");
        }
    }

    @Test
    void fiveStartsInARowStayWithinTheirMemory() throws IOException {
        // The first makes the class cache, unless another test has.
        for (int i = 0; i <= 5; i++) {
            try (Drill drill = clusters.start(Way.THIS_USER, clusters.directory(Way.THIS_USER, "start" + i), "-")) {
                Matcher ready = Clusters.ready(drill);
                System.out.println(i == 0 ? "start: " + ready.group() : "start " + i + " of 5: " + ready.group());
                assertThat(Integer.parseInt(ready.group(2))).isBetween(100, 1200);
                assertThat(drill.ask("close")).isEqualTo("CLOSED");
            }
        }
    }

    private static void haltAndResume(Drill drill) throws IOException {
        await().atMost(SOON).until(() -> drill.ask("halted").equals("no"));
        assertThat(drill.ask("halt smoke-in-row-4")).isEqualTo("OK");
        await().atMost(SOON).until(() -> drill.ask("halted").contains("znode /mesos-chaos/halt: smoke-in-row-4"));
        assertThat(drill.ask("resume")).isEqualTo("OK");
        await().atMost(SOON).until(() -> drill.ask("halted").equals("no"));
    }
}
