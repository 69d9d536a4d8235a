package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Connections from one local address, so that they take the way that faults may cut. One thread serves them all, however
 * many requests a second there are.
 */
final class Outbound implements AutoCloseable {

    private final EventLoopGroup loop;
    private final Bootstrap connections;
    private final SocketAddress from;
    private final Duration timeout;

    /**
     * Makes none yet.
     *
     * @param name of the thread
     * @param timeout of whatever is done on a connection, and of connecting
     */
    Outbound(String name, String from, Duration timeout) {
        this.loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
        this.from = new InetSocketAddress(from, 0);
        this.timeout = timeout;
        this.connections = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()));
    }

    /** Has something done by the one thread; what is asked for after the end is not done. */
    void execute(Runnable work) {
        if (!loop.isShuttingDown()) {
            loop.execute(work);
        }
    }

    /** Has something done when the timeout has passed from now. */
    Future<?> afterTimeout(Runnable work) {
        return loop.schedule(work, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Begins to connect. */
    ChannelFuture connect(Address to, ChannelHandler handler) {
        return connections.clone().handler(handler).connect(address(to), from);
    }

    private static InetSocketAddress address(Address to) {
        return new InetSocketAddress(to.host(), to.port());
    }

    /** Ends a connection without waiting for late packets, which would keep a local port for a minute each time. */
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        ChannelFuture unused = channel.close();
    }

    /** What a failure to connect, or of a connection, means to a user. */
    static Outcome outcome(Throwable failure) {
        if (failure instanceof ConnectTimeoutException) {
            return Outcome.TIMEOUT;
        }
        return isRefused(failure) ? Outcome.REFUSED : Outcome.BROKEN;
    }

    /** The same exception also stands for a missing route; only its text tells them apart. */
    private static boolean isRefused(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof ConnectException
                && message != null
                && message.toLowerCase(Locale.ROOT).contains("refused");
    }

    /** Closes all connections. */
    @Override
    public void close() {
        loop.shutdownGracefully(0, timeout.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
