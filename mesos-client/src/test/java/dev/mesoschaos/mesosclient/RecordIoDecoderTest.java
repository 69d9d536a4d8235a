package dev.mesoschaos.mesosclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import okio.Buffer;
import org.apache.mesos.v1.master.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIoDecoderTest {

    private final List<String> records = new ArrayList<>();

    @Test
    void recordsAreTheSameWhereverAChunkIsCut() {
        byte[] stream = bytes("5\nhello0\n3\na\nb11\n12345678901");
        for (int cut = 0; cut <= stream.length; cut++) {
            records.clear();
            RecordIoDecoder decoder = new RecordIoDecoder();
            decoder.feed(stream, 0, cut, this::keep);
            decoder.feed(stream, cut, stream.length - cut, this::keep);
            decoder.finish();
            assertThat(records).as("cut at %d", cut).containsExactly("hello", "", "a\nb", "12345678901");
        }
    }

    /** Events of a real cluster, each with its length, without the chunks of HTTP around them. */
    @ParameterizedTest
    @ValueSource(strings = {"agent_kill/operator_stream", "failover/operator_old_leader", "streams/operator_subscribe"})
    void recordedEventsAreTheSameWhereverAChunkIsCut(String name) {
        List<byte[]> events = Recordings.events(name + ".json", Event.getDefaultInstance()).stream()
                .map(WireFormat.JSON::write).toList();
        Buffer stream = new Buffer();
        events.forEach(event -> stream.writeUtf8(event.length + "\n").write(event));
        byte[] bytes = stream.readByteArray();
        for (int cut = 0; cut <= bytes.length; cut++) {
            int[] next = {0};
            RecordIoDecoder decoder = new RecordIoDecoder();
            RecordIoDecoder.Sink same = (record, offset, length) -> {
                byte[] whole = events.get(next[0]++);
                if (!Arrays.equals(record, offset, offset + length, whole, 0, whole.length)) {
                    throw new AssertionError("record " + next[0] + " differs");
                }
            };
            decoder.feed(bytes, 0, cut, same);
            decoder.feed(bytes, cut, bytes.length - cut, same);
            decoder.finish();
            assertThat(next[0]).as("cut at %d", cut).isEqualTo(events.size());
        }
    }

    @Test
    void recordsAreTheSameForRandomSizesAndCuts() {
        long seed = SystemTime.newSeed();
        RandomGenerator random = SystemTime.random(seed);
        List<String> sent = IntStream.range(0, 300).mapToObj(i -> "x".repeat(random.nextInt(1 << random.nextInt(16))))
                .toList();
        Buffer stream = new Buffer();
        sent.forEach(text -> stream.writeUtf8(text.length() + "\n" + text));
        RecordIoDecoder decoder = new RecordIoDecoder();
        while (!stream.exhausted()) {
            byte[] chunk = new byte[random.nextInt(1, 5000)];
            int count = stream.read(chunk, 0, chunk.length);
            decoder.feed(chunk, 0, count, this::keep);
        }
        decoder.finish();
        assertThat(records).as("seed %d", seed).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "-1\n", "+5\nhello", " 5\nhello", "5 \nhello", "0x5\n", "5\r\nhello", "<html>", "{\"a\":1}",
        "٥\nhello", "12345678901234567890\n", "99999999999999999999999999999\n", "000000000000000000000000000005\n"})
    void aHeaderThatIsNoLengthBreaksTheStream(String hostile) {
        RecordIoDecoder decoder = new RecordIoDecoder();
        assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(() -> feed(decoder, hostile));
        assertThat(records).isEmpty();
        assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(() -> feed(decoder, "2\nok"));
    }

    @Test
    void aRecordOverTheLimitIsRefusedBeforeItsBytesArrive() {
        RecordIoDecoder decoder = new RecordIoDecoder(10);
        feed(decoder, "10\n0123456789");
        assertThat(records).containsExactly("0123456789");
        assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(() -> feed(decoder, "11"))
                .withMessageContaining("limit of 10 bytes");
    }

    @Test
    void aPromisedLengthCostsNoMemoryUntilTheBytesCome() {
        List<RecordIoDecoder> decoders = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            RecordIoDecoder decoder = new RecordIoDecoder(Integer.MAX_VALUE);
            feed(decoder, "2000000000\nonly a few bytes");
            decoders.add(decoder);
        }
        assertThat(decoders).hasSize(200);
        assertThat(records).isEmpty();
    }

    @Test
    void anEndInsideARecordIsAnError() {
        RecordIoDecoder inBody = new RecordIoDecoder();
        feed(inBody, "5\nhel");
        assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(inBody::finish)
                .withMessageContaining("3 of a record's 5 bytes");
        RecordIoDecoder inHeader = new RecordIoDecoder();
        feed(inHeader, "5\nhello1");
        assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(inHeader::finish);
    }

    private void feed(RecordIoDecoder decoder, String text) {
        byte[] stream = bytes(text);
        decoder.feed(stream, 0, stream.length, this::keep);
    }

    private void keep(byte[] bytes, int offset, int length) {
        records.add(new String(bytes, offset, length, UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
