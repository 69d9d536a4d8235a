package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.flags.MesosResources;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import dev.mesoschaos.testbed.wire.WireCodec;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.apache.mesos.v1.Protos.AgentInfo;

/** The agent's side of the wire, answering pings unless told not to. */
final class FakeAgent implements AutoCloseable {

    /** The ping of a master that knows this agent; a test hears only of others. */
    private static final MasterMessage PING = new MasterMessage.Ping(true);

    static final AgentInfo INFO = AgentInfo.newBuilder()
            .setHostname("127.0.0.9")
            .setPort(5051)
            .addAllResources(MesosResources.parse("cpus:2;mem:512;disk:1024;ports:[31000-31009]"))
            .build();

    private final OkHttpClient client;
    private final WebSocket socket;
    private final BlockingQueue<MasterMessage> received = new LinkedBlockingQueue<>();
    private volatile boolean silent;
    private volatile boolean closed;

    FakeAgent(OkHttpClient client, String master) {
        this.client = client;
        socket = client.newWebSocket(
                new Request.Builder().url("http://" + master + "/testbed/agent").build(), new Listener());
    }

    void send(AgentMessage message) {
        socket.send(WireCodec.encode(message));
    }

    /** From now on pings stay unanswered, as those of a host whose packets are dropped. */
    void fallSilent() {
        silent = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** The next message of that type; others before it are dropped. */
    <T extends MasterMessage> T next(Class<T> type) throws InterruptedException {
        while (true) {
            MasterMessage message = received.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no " + type.getSimpleName() + " within 10 s");
            }
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
    }

    @Override
    public void close() {
        socket.cancel();
        client.connectionPool().evictAll();
    }

    private final class Listener extends WebSocketListener {

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            MasterMessage message = WireCodec.fromMaster(text);
            if (!message.equals(PING)) {
                received.add(message);
            } else if (!silent) {
                send(new AgentMessage.Pong());
            }
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable cause, Response response) {
            closed = true;
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            closed = true;
        }
    }
}
