package dev.mesoschaos.testbed.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that leads to another address. Changed on the control thread only. */
final class Proxy {

    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);

    /** As much at a time as keeps system calls few; little for connections that have little to say. */
    private static final AdaptiveRecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator(512, 4 << 10, 128 << 10);

    /** Room for one such read and another, so that the sender is seldom stopped. */
    private static final WriteBufferWaterMark WRITES = new WriteBufferWaterMark(64 << 10, 128 << 10);

    private final String name;
    private final EventLoopGroup loops;
    private final long seed;
    private final Toxics toxics = new Toxics();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private String listen;
    private volatile HostPort upstream;
    private volatile boolean enabled;
    private Channel listener;

    Proxy(String name, String listen, HostPort upstream, EventLoopGroup loops, long seed) {
        this.name = name;
        this.listen = listen;
        this.upstream = upstream;
        this.loops = loops;
        this.seed = seed + 31L * name.hashCode();
    }

    String name() {
        return name;
    }

    /** Where it listens, once it does; until then what was asked for. */
    String listen() {
        return listen;
    }

    String upstream() {
        return upstream.toString();
    }

    boolean enabled() {
        return enabled;
    }

    Toxics toxics() {
        return toxics;
    }

    /** Listens, when it does not. */
    void enable() throws ApiException {
        if (enabled) {
            return;
        }
        HostPort address = HostPort.parse(listen);
        ServerBootstrap bootstrap = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024).childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true).childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, READS).childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITES)
                .childHandler(initializer(this::accept));
        enabled = true;
        ChannelFuture bound = bootstrap.bind(address.resolve()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            enabled = false;
            throw new ApiException(500, "listen tcp " + listen + ": bind: " + bound.cause().getMessage());
        }
        listener = bound.channel();
        listen = HostPort.of((InetSocketAddress) listener.localAddress()).toString();
    }

    /** Stops to listen and closes every connection, when it listens. */
    void disable() {
        if (!enabled) {
            return;
        }
        enabled = false;
        listener.close().awaitUninterruptibly();
        // The port is free only when the loop has looked at its channels once more, which it does before what is due later.
        listener.eventLoop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        List<Connection> open = List.copyOf(connections);
        open.forEach(Connection::close);
        open.forEach(connection -> connection.closed().awaitUninterruptibly());
    }

    /** Leads elsewhere from now on; closes every connection when an address changes. */
    void move(String newListen, HostPort newUpstream) {
        if (!newListen.equals(listen) || !newUpstream.equals(upstream)) {
            disable();
            listen = newListen;
            upstream = newUpstream;
        }
    }

    /** Makes every open connection follow the toxics; they do when this returns. */
    void apply() {
        connections.stream().map(connection -> connection.changed(toxics)).toList()
                .forEach(Future::awaitUninterruptibly);
    }

    private void accept(SocketChannel client) {
        long number = accepted.getAndIncrement();
        new Bootstrap().group(client.eventLoop()).channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false).option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.RECVBUF_ALLOCATOR, READS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITES).handler(new ChannelInboundHandlerAdapter())
                .connect(upstream.resolve())
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        join(new Connection(client, (SocketChannel) connected.channel(), mix(number)));
                    } else {
                        LOG.info("{}: {} cannot be reached: {}", name, upstream, connected.cause().getMessage());
                        Outcome.close(client);
                    }
                });
    }

    private void join(Connection connection) {
        connections.add(connection);
        connection.closed().addListener(closed -> connections.remove(connection));
        connection.start(toxics);
        if (!enabled || connection.closed().isDone()) {
            connection.close();
        }
    }

    private long mix(long number) {
        return seed + number * 0x9E3779B97F4A7C15L;
    }

    private static ChannelInitializer<SocketChannel> initializer(Consumer<SocketChannel> accept) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                accept.accept(channel);
            }
        };
    }
}
