package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import okio.Buffer;
import okio.ByteString;
import org.apache.mesos.v1.master.Protos.Call;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every recorded stream, cut in two and once into single bytes, through the whole reader: HTTP, chunks, RecordIO and
 * messages, in JSON as recorded and in protobuf. At every place it takes minutes, which {@code -Dsplits.every=1} asks for;
 * otherwise at every 17th, and {@link RecordIoDecoderTest} cuts at all.
 */
class RecordedSplitsTest {

    private static final int SINGLE_BYTES = -1;
    private static final int EVERY = Integer.getInteger("splits.every", 17);
    private static final MasterAddress ANY = new MasterAddress("127.0.0.1", 5050);

    @ParameterizedTest
    @ValueSource(strings = {"agent_kill/sched_not_partition_aware", "agent_kill/sched_partition_aware", "agent_removed/sched",
        "failover/fw_after_leader_change", "failover/fw_first", "failover/fw_removed_id", "failover/fw_second",
        "failover/fw_third", "failover/fw_unknown_id", "ops/sched", "streams/scheduler_subscribe"})
    void aSchedulersStreamIsTheSameWhereverItIsCut(String name) {
        isTheSameWhereverItIsCut(name, org.apache.mesos.v1.scheduler.Protos.Event.getDefaultInstance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent_kill/operator_stream", "agent_removed/operator_stream", "failover/operator_new_leader",
        "failover/operator_old_leader", "ops/operator_stream", "streams/operator_subscribe"})
    void anOperatorsStreamIsTheSameWhereverItIsCut(String name) {
        isTheSameWhereverItIsCut(name, org.apache.mesos.v1.master.Protos.Event.getDefaultInstance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops/sched_subscribe_protobuf", "ops/operator_subscribe_protobuf"})
    void aStreamThatWasRecordedInProtobufIsTheSameWhereverItIsCut(String name) {
        Message prototype = name.contains("operator") ? org.apache.mesos.v1.master.Protos.Event.getDefaultInstance()
                : org.apache.mesos.v1.scheduler.Protos.Event.getDefaultInstance();
        ByteString bytes = new Buffer().writeUtf8(head(WireFormat.PROTOBUF)).write(Recordings.bytes(name + ".raw"))
                .readByteString();
        assertThat(everyCutGivesTheSame(WireFormat.PROTOBUF, bytes, prototype)).hasSizeGreaterThan(1);
    }

    private static void isTheSameWhereverItIsCut(String name, Message prototype) {
        List<Message> events = everyCutGivesTheSame(WireFormat.JSON, Recordings.bytes(name + ".raw"), prototype);
        assertThat(events).isNotEmpty();
        assertThat(everyCutGivesTheSame(WireFormat.PROTOBUF, inProtobuf(events), prototype)).isEqualTo(events);
    }

    private static List<Message> everyCutGivesTheSame(WireFormat format, ByteString bytes, Message prototype) {
        CutSockets sockets = new CutSockets(bytes);
        try (MesosHttp http = MesosHttp.builder().format(format).socketFactory(sockets).build()) {
            List<Message> whole = replay(http, prototype);
            for (int cut = 1; cut < bytes.size(); cut += EVERY) {
                sockets.cut = cut;
                List<Message> events = replay(http, prototype);
                if (!events.equals(whole)) {
                    assertThat(events).as("cut at byte %d", cut).isEqualTo(whole);
                }
            }
            sockets.cut = SINGLE_BYTES;
            assertThat(replay(http, prototype)).isEqualTo(whole);
            return whole;
        }
    }

    /** The events up to the end of the bytes; recordings were stopped at any place, which is no end of a stream. */
    private static List<Message> replay(MesosHttp http, Message prototype) {
        List<Message> events = new ArrayList<>();
        try (EventStream stream = http.open(ANY, "/api/v1", Call.getDefaultInstance(), new CallSlot())) {
            stream.read(prototype, events::add);
        } catch (MesosException.Unreachable e) {
            assertThat(e.getMessage()).containsAnyOf("unexpected end of stream", "it ended too soon");
        }
        return events;
    }

    private static ByteString inProtobuf(List<Message> events) {
        Buffer bytes = new Buffer().writeUtf8(head(WireFormat.PROTOBUF));
        for (Message event : events) {
            byte[] record = event.toByteArray();
            String header = record.length + "\n";
            bytes.writeHexadecimalUnsignedLong(header.length() + record.length).writeUtf8("\r\n").writeUtf8(header)
                    .write(record).writeUtf8("\r\n");
        }
        return bytes.writeUtf8("0\r\n\r\n").readByteString();
    }

    private static String head(WireFormat format) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: " + format.mediaType() + "\r\n\r\n";
    }

    /** Sockets in memory: a hundred thousand streams would take the real ones too long. */
    private static final class CutSockets extends SocketFactory {

        private final ByteString bytes;
        private int cut;

        private CutSockets(ByteString bytes) {
            this.bytes = bytes;
        }

        @Override
        public Socket createSocket() {
            return new CutSocket(bytes, cut);
        }

        @Override
        public Socket createSocket(String host, int port) {
            return createSocket();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            return createSocket();
        }
    }

    private static final class CutSocket extends Socket {

        private final InputStream in;
        private volatile boolean closed;

        private CutSocket(ByteString bytes, int cut) {
            in = new CutStream(bytes, cut);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) {}

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public void setSoTimeout(int timeout) {}

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        /** So that no second stream is asked for on this connection. */
        @Override
        public boolean isInputShutdown() {
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class CutStream extends InputStream {

        private final ByteString bytes;
        private final int cut;
        private int at;

        private CutStream(ByteString bytes, int cut) {
            this.bytes = bytes;
            this.cut = cut;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == bytes.size()) {
                return -1;
            }
            int end = cut == SINGLE_BYTES ? at + 1 : at < cut ? cut : bytes.size();
            int count = Math.min(length, end - at);
            bytes.copyInto(at, into, offset, count);
            at += count;
            return count;
        }
    }
}
