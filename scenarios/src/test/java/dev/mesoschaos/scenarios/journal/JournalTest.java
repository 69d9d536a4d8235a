package dev.mesoschaos.scenarios.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.time.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final Event START =
            new Event.RunStarted(NOW, "r", "n", "text: 1\n", "f.yaml", 1, "1", "c", "cmd", Map.of("k", "v"), "local");

    @TempDir
    Path run;

    @Test
    void aMissingJournalIsNamed() {
        assertThatThrownBy(() -> JournalReader.read(run)).isInstanceOf(IOException.class).hasMessageContaining("no such journal");
    }

    @Test
    void aDamagedLineIsAnErrorThatSaysWhere() throws IOException {
        write(START, new Event.Note(NOW, "x"));
        Path file = run.resolve(JournalReader.FILE);
        Files.writeString(file, Files.readString(file).replace("\"note\"", "\"nonsense\""));

        assertThatThrownBy(() -> JournalReader.read(run)).hasMessageContaining("journal.jsonl:2:");
    }

    @Test
    void aLastLineThatWasCutOffByACrashIsLeftOut() throws IOException {
        write(START, new Event.Note(NOW, "x"));
        Path file = run.resolve(JournalReader.FILE);
        Files.writeString(file, "{\"event\":\"no", StandardOpenOption.APPEND);

        assertThat(JournalReader.read(run).events()).hasSize(2);
    }

    @Test
    void aFileThatDoesNotBeginWithARunIsRefused() throws IOException {
        write(new Event.Note(NOW, "x"));

        assertThatThrownBy(() -> JournalReader.read(run)).hasMessageContaining("run-started");
    }

    @Test
    void aTopologyOfBeforeSimulatedAgentsIsStillRead() throws IOException {
        assertThat(JournalJson.mapper().readValue("{\"hosts\":[]}", Topology.class)).isEqualTo(new Topology(List.of(), 0));
    }

    @Test
    void everyEventComesBackAsItWasWritten() throws IOException {
        Topology topology = new Topology(List.of(new Host("a1", Role.AGENT, "r1", new Address("10.0.0.1", 5051))), 600);
        Facts facts = new Facts(Duration.ofSeconds(1), 3, Duration.ofMillis(500), Duration.ZERO, Duration.ofSeconds(5),
                Duration.ofMillis(500), "1.11.0");
        Event[] events = {
            START,
            new Event.ClusterOpened(NOW, "c", EvidenceGrade.TESTBED, "net", topology, facts, Duration.ofMillis(4321), 812.5),
            new Event.SteadyState(NOW, true, false, Optional.empty(), "no"),
            new Event.Injection(NOW, "i", "s", InjectionState.ACTIVE, "d", Optional.of(NOW.minusNanos(5))),
            new Event.TaskUpdate(NOW, "web", "web.1", "web.1-1", "a1", "TASK_RUNNING", "s", "r", "m", Optional.of(NOW)),
            new Event.TaskLaunch(NOW, "web", "web.1", "web.1-2", "a2", Optional.of("web.1-1"), Optional.of(31005)),
            new Event.TaskMark(NOW, "web", "web.1-1", "a1", Event.Mark.BEAT, NOW),
            new Event.Requests(NOW, "http", "web", 200, List.of(new Event.Request(0, 812, Event.Outcome.OK, "a1"))),
            new Event.Gauge(NOW, "zookeeper p99", 12.5, "ms"),
            new Event.Skipped(NOW, "because"),
        };
        write(events);

        assertThat(JournalReader.read(run).events()).containsExactly(events);
    }

    @Test
    void manyRequestsTakeAFewBytesEachAndComeBackAsTheyWere() throws IOException {
        Random random = new Seed(7).stream("latencies");
        List<Event.Request> requests = IntStream.range(0, 5000)
                .mapToObj(i -> new Event.Request(i * 100L, 300 + Math.round(100 * random.nextGaussian()),
                        i % 50 == 0 ? Event.Outcome.TIMEOUT : Event.Outcome.OK, "a" + i % 6))
                .toList();
        Event many = new Event.Requests(NOW, "http", "web", 10_000, 3, requests);
        write(START, many);

        assertThat(JournalReader.read(run).events()).containsExactly(START, many);
        assertThat(Files.size(run.resolve(JournalReader.FILE))).isLessThan(4L * requests.size());
    }

    @Test
    void requestsOfAnOlderJournalWereAllSentInTime() throws IOException {
        String old = "{\"event\":\"requests\",\"at\":\"2026-01-01T00:00:00Z\",\"probe\":\"http\",\"app\":\"web\",\"rate\":100.0,"
                + "\"requests\":[[0,812,\"OK\",\"a1\"]]}";

        assertThat(JournalJson.mapper().readValue(old, Event.class)).isInstanceOfSatisfying(
                Event.Requests.class, requests -> assertThat(requests.late()).isZero());
    }

    @Test
    void anInterruptedWriterDoesNotCloseTheJournalForOthers() throws Exception {
        try (Journal journal = Journal.append(run.resolve(JournalReader.FILE))) {
            journal.record(START);
            Thread interrupted = Thread.ofPlatform().start(() -> {
                Thread.currentThread().interrupt();
                journal.record(new Event.Note(NOW, "from the interrupted one"));
            });
            interrupted.join();
            journal.recordDurably(new Event.Note(NOW, "after it"));
        }

        assertThat(JournalReader.read(run).events()).hasSize(3);
    }

    private void write(Event... events) throws IOException {
        try (Journal journal = Journal.append(run.resolve(JournalReader.FILE))) {
            for (Event event : events) {
                journal.record(event);
            }
        }
    }
}
