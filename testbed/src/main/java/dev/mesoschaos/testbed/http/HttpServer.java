package dev.mesoschaos.testbed.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** A listening HTTP server with one event loop thread. */
public final class HttpServer implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private final EventLoopGroup loop;
    private final InstantSource clock;
    private final Channel channel;

    private HttpServer(EventLoopGroup loop, InstantSource clock, Channel channel) {
        this.loop = loop;
        this.clock = clock;
        this.channel = channel;
    }

    /**
     * Binds and serves.
     *
     * @param address where to listen; port 0 takes a free one
     * @param clock the clock of the {@code Date} header
     * @throws IOException when the address cannot be bound
     */
    public static HttpServer start(InetSocketAddress address, Handler handler, InstantSource clock)
            throws IOException {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            return new HttpServer(loop, clock, listen(loop, address, handler, clock));
        } catch (IOException e) {
            Outbound.unheard(loop.shutdownGracefully(0, 0, TimeUnit.SECONDS));
            throw e;
        }
    }

    /**
     * Serves something else on one more address, on the same thread; it ends with this server.
     *
     * @param more where to listen; port 0 takes a free one
     * @return where it listens, with the port it got
     * @throws IOException when the address cannot be bound
     */
    public InetSocketAddress alsoListen(InetSocketAddress more, Handler handler) throws IOException {
        return (InetSocketAddress) listen(loop, more, handler, clock).localAddress();
    }

    private static Channel listen(
            EventLoopGroup loop, InetSocketAddress address, Handler handler, InstantSource clock) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel child) {
                        child.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                                .addLast(new Connection(handler, clock));
                    }
                });
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return bound.channel();
    }

    /** Where the server listens, with the port it got. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
