package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Daemons of a real cluster are started again, obey signals, and are held down. */
@Timeout(300)
class DaemonsIT {

    private static final Duration SOON = Clusters.SOON;

    @TempDir
    private static Path shared;

    private static Clusters clusters;

    @BeforeAll
    static void copyClassPath() throws IOException {
        clusters = Clusters.below(shared);
    }

    @Test
    void aDaemonThatDiesIsStartedAgain() throws IOException {
        Path run = clusters.directory(Way.THIS_USER, "supervised");
        try (Drill drill = clusters.start(Way.THIS_USER, run, "-")) {
            Clusters.ready(drill);

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
        try (Drill drill = clusters.start(way, clusters.directory(way, "signalled"), "-")) {
            Clusters.ready(drill);

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
        try (Drill drill = clusters.start(way, clusters.directory(way, "held"), "-")) {
            Clusters.ready(drill);
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
}
