package dev.mesoschaos.workloads.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorTest {

    private static final String LAST = "STOP web web.9-1 a9 9";

    private final List<Event> journal = new CopyOnWriteArrayList<>();
    private Collector collector;

    @BeforeEach
    void open() throws IOException {
        collector = Collector.open("127.0.0.1", journal::add, Clock.system());
    }

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void whatIsNoMarkIsNotedOnceAndHarmsNothing() throws IOException {
        send("", "hello", "BEAT web web.1-1 a1", "BEAT web web.1-1 a1 soon", "SING web web.1-1 a1 5", "BEAT  a b 5", LAST);

        assertThat(marks()).hasSize(1);
        assertThat(journal.stream().filter(Event.Note.class::isInstance)).hasSize(1);
    }

    @Test
    void aRepeatedStartOrStopIsWrittenOnce() throws IOException {
        send("START web web.1-1 a1 1000000", "START web web.1-1 a1 1000000", "START web web.1-1 a1 1000000");
        send("STOP web web.1-1 a1 2000000", "STOP web web.1-1 a1 2000001", LAST);

        assertThat(marks()).extracting(Event.TaskMark::mark)
                .containsExactly(Event.Mark.START, Event.Mark.STOP, Event.Mark.STOP);
    }

    @Test
    void everyBeatIsWrittenUnlessTheNetworkDoubledIt() throws IOException {
        send("BEAT web web.1-1 a1 1000000", "BEAT web web.1-1 a1 1000000", "BEAT web web.1-1 a1 1500000", LAST);

        assertThat(marks()).filteredOn(mark -> mark.mark() == Event.Mark.BEAT).hasSize(2);
    }

    @Test
    void aMarkSaysWhoWhereAndWhen() throws IOException {
        Instant before = Clock.system().now();
        send("START web web.1-2 a3 1700000000123456", LAST);

        assertThat(marks()).first().satisfies(mark -> {
            assertThat(mark.app()).isEqualTo("web");
            assertThat(mark.task()).isEqualTo("web.1-2");
            assertThat(mark.host()).isEqualTo("a3");
            assertThat(mark.taskAt()).isEqualTo(Instant.parse("2023-11-14T22:13:20.123456Z"));
            assertThat(mark.at()).isBetween(before, Clock.system().now());
        });
    }

    @Test
    void aTaskHasGivenNoSignBeforeItsFirstWordNorAfterItsLast() throws IOException {
        Instant before = Clock.system().now();
        send("START web web.1-1 a1 1", "BEAT web web.2-1 a1 2", "BEAT web web.3-1 a1 3", "STOP web web.3-1 a1 4", LAST);

        assertThat(marks()).isNotEmpty();
        assertThat(collector.lastSign("web.1-1").orElseThrow()).isAfterOrEqualTo(before);
        assertThat(collector.lastSign("web.2-1")).isPresent();
        assertThat(collector.lastSign("web.3-1")).isEmpty();
        assertThat(collector.lastSign("web.4-1")).isEmpty();
    }

    private void send(String... lines) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress to = new InetSocketAddress(collector.address().host(), collector.address().port());
            for (String line : lines) {
                byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
                socket.send(new DatagramPacket(bytes, bytes.length, to));
            }
        }
    }

    /** All marks, once the last one sent has arrived. */
    private List<Event.TaskMark> marks() {
        await().until(() -> received().stream().anyMatch(mark -> mark.task().equals("web.9-1")));
        return received();
    }

    private List<Event.TaskMark> received() {
        return journal.stream()
                .filter(Event.TaskMark.class::isInstance)
                .map(Event.TaskMark.class::cast)
                .toList();
    }
}
