package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.WireCodec;
import java.time.Duration;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Channels over WebSocket, to {@code /testbed/agent} of a testbed master. */
final class WebSocketDialler implements MasterChannel.Dialler {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketDialler.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(CONNECT_TIMEOUT)
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .retryOnConnectionFailure(false)
            .build();
    private final Links links;
    private final String self;

    /**
     * Dials through the proxies that {@code links} names.
     *
     * @param self this agent as Mesos writes it, {@code slave(1)@ip:port}, told to the master on connecting
     */
    WebSocketDialler(Links links, String self) {
        this.links = links;
        this.self = self;
    }

    @Override
    public MasterChannel dial(String address, MasterChannel.Listener listener) {
        Request request = new Request.Builder()
                .url("http://" + links.via(address) + "/testbed/agent")
                .header("Libprocess-From", self)
                .build();
        WebSocket socket = client.newWebSocket(request, new Adapter(address, listener));
        return new MasterChannel() {
            @Override
            public void send(AgentMessage message) {
                socket.send(WireCodec.encode(message));
            }

            @Override
            public void close() {
                socket.cancel();
            }
        };
    }

    private static final class Adapter extends WebSocketListener {

        private final String address;
        private final MasterChannel.Listener listener;

        Adapter(String address, MasterChannel.Listener listener) {
            this.address = address;
            this.listener = listener;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            listener.opened();
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            listener.received(WireCodec.fromMaster(text));
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            LOG.info("The master at {} closed the channel: {} {}", address, code, reason);
            socket.cancel();
        }

        @Override
        public void onFailure(WebSocket socket, Throwable cause, Response response) {
            LOG.info("No channel to the master at {}: {}", address, cause.toString());
            listener.closed();
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            listener.closed();
        }
    }
}
