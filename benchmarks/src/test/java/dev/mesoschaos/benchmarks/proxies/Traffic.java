package dev.mesoschaos.benchmarks.proxies;

import dev.mesoschaos.mesosclient.SystemTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Traffic to a service, and what came of it. */
final class Traffic {

    private static final int CHUNK_BYTES = 1 << 16;
    private static final int QUESTION_BYTES = 64;
    private static final double MEGABYTE = 1e6;

    private Traffic() {}

    /** What some connections together can send in a time. */
    static double megabytesPerSecond(InetSocketAddress address, int connections, Duration time) throws Exception {
        LongAdder sent = new LongAdder();
        List<SocketChannel> open = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(address);
            open.add(channel);
            Thread.ofPlatform().daemon().start(() -> send(channel, sent));
        }
        long before = sent.sum();
        long start = SystemTime.nanos().getAsLong();
        boolean unused = over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        double bytes = sent.sum() - before;
        double seconds = (SystemTime.nanos().getAsLong() - start) / 1e9;
        for (SocketChannel channel : open) {
            channel.close();
        }
        return bytes / MEGABYTE / seconds;
    }

    private static void send(SocketChannel channel, LongAdder sent) {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        try {
            while (true) {
                sent.add(channel.write(chunk.clear()));
            }
        } catch (ClosedChannelException e) {
            // The turn is over.
        } catch (IOException e) {
            throw new IllegalStateException("the service hung up", e);
        }
    }

    /** The 99th percentile of round trips of a small question over one connection, one after another. */
    static double roundTripMillisAtP99(InetSocketAddress address, int count) throws IOException {
        long[] nanos = new long[count];
        ByteBuffer buffer = ByteBuffer.allocateDirect(QUESTION_BYTES);
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            for (int i = 0; i < count; i++) {
                long start = SystemTime.nanos().getAsLong();
                channel.write(buffer.clear());
                buffer.clear();
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer) < 0) {
                        throw new IOException("the service hung up");
                    }
                }
                nanos[i] = SystemTime.nanos().getAsLong() - start;
            }
        }
        Arrays.sort(nanos);
        return nanos[count * 99 / 100] / 1e6;
    }
}
