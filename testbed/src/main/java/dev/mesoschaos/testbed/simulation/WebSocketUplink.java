package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.MasterChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Channels to {@code /testbed/agent} of a testbed master, many agents' on one event loop. Called by that loop only. */
final class WebSocketUplink implements Uplink {

    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final int CONNECT_TIMEOUT_MS = 1000;

    private final EventLoop loop;
    private final String self;
    private final Set<WebSocketLine> lines = new HashSet<>();
    private boolean cut;

    /**
     * Dials nobody yet.
     *
     * @param self this agent as Mesos writes it, {@code slave(1)@ip:port}, told to the master on connecting
     */
    WebSocketUplink(EventLoop loop, String self) {
        this.loop = loop;
        this.self = self;
    }

    @Override
    public MasterChannel dial(String address, MasterChannel.Listener listener) {
        WebSocketLine line = new WebSocketLine(listener, lines::remove);
        if (cut) {
            var unused = loop.schedule(line::failed, CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            return line;
        }
        lines.add(line);
        URI uri = URI.create("ws://" + address + "/testbed/agent");
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .customHeaders(new DefaultHttpHeaders().set("Libprocess-From", self))
                .maxFramePayloadLength(MAX_FRAME_BYTES)
                .handshakeTimeoutMillis(CONNECT_TIMEOUT_MS)
                .build();
        var unused = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(MAX_ANSWER_BYTES))
                                .addLast(new WebSocketClientProtocolHandler(config))
                                .addLast(line);
                    }
                })
                .connect(new InetSocketAddress(uri.getHost(), uri.getPort()))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        line.failed();
                    }
                });
        return line;
    }

    @Override
    public void cut(boolean now) {
        cut = now;
        List.copyOf(lines).forEach(line -> line.cut(now));
    }

    @Override
    public boolean isCut() {
        return cut;
    }
}
