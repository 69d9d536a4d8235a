package dev.mesoschaos.testbed.proxy;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.http.HttpServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The proxies and the HTTP interface that changes them. */
public final class ProxyServer implements AutoCloseable {

    private static final int LOOPS = 2;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, NioIoHandler.newFactory());
    private final ExecutorService control =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("control").daemon().factory());
    private final HttpServer http;

    private ProxyServer(InetSocketAddress wanted, long seed) throws IOException {
        http = HttpServer.start(
                wanted, new ApiHandler(new Api(new Catalog(loops, seed)), control), SystemTime.clock());
    }

    /**
     * Starts a server without proxies.
     *
     * @param wanted where the HTTP interface listens; port 0 takes a free one
     * @param seed what toxicity, jitter and slices are drawn from
     * @throws IOException when it cannot listen there
     */
    public static ProxyServer start(InetSocketAddress wanted, long seed) throws IOException {
        return new ProxyServer(wanted, seed);
    }

    /** Where the HTTP interface listens. */
    public InetSocketAddress address() {
        return http.address();
    }

    /** Closes all proxies and connections. */
    @Override
    public void close() {
        http.close();
        control.shutdownNow();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
