package dev.mesoschaos.benchmarks.proxies;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** What is behind the proxies: a service that swallows all, and one that sends everything back. */
final class Services implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 17;

    private final ServerSocketChannel sink = listen();
    private final ServerSocketChannel echo = listen();

    private Services() throws IOException {}

    static Services start() throws IOException {
        Services services = new Services();
        serve(services.sink, false);
        serve(services.echo, true);
        return services;
    }

    InetSocketAddress sink() throws IOException {
        return (InetSocketAddress) sink.getLocalAddress();
    }

    InetSocketAddress echo() throws IOException {
        return (InetSocketAddress) echo.getLocalAddress();
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    }

    private static void serve(ServerSocketChannel listener, boolean back) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    SocketChannel peer = listener.accept();
                    peer.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    Thread.ofPlatform().daemon().start(() -> answer(peer, back));
                }
            } catch (IOException e) {
                // Closed: the run is over.
            }
        });
    }

    private static void answer(SocketChannel peer, boolean back) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (peer) {
            while (peer.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (back && buffer.hasRemaining()) {
                    peer.write(buffer);
                }
            }
        } catch (IOException e) {
            // The peer has gone.
        }
    }

    @Override
    public void close() throws IOException {
        sink.close();
        echo.close();
    }
}
