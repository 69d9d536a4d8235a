package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Cuts data into small packets.
 *
 * @param averageBytes size of a packet, at least 1
 * @param variationBytes how far the place of a cut moves either way; must be under the average
 * @param delayMicros pause after each packet
 */
record Slicer(long averageBytes, long variationBytes, long delayMicros) implements Toxic {

    private static final long MOST_BYTES = 64 << 10;

    Slicer {
        averageBytes = Math.max(1, averageBytes);
        variationBytes = Math.max(0, variationBytes);
    }

    @Override
    public Stage stage(Flow flow, Optional<Stage> former) {
        DelayLine line = new DelayLine(flow);
        return new Stage() {
            private long freeNanos = line.now();

            @Override
            public void data(ByteBuf chunk) {
                slice(chunk, chunk.readableBytes(), flow.random());
                chunk.release();
            }

            // Halves until a part is small enough, so that packets vary evenly from first to last.
            private void slice(ByteBuf chunk, int length, RandomGenerator random) {
                if (length - averageBytes <= variationBytes || length < 2) {
                    send(chunk.readRetainedSlice(length));
                    return;
                }
                long shift = variationBytes > 0 ? random.nextLong(-variationBytes, variationBytes) : 0;
                int left = Math.clamp(length / 2 + shift, 1, length - 1);
                slice(chunk, left, random);
                slice(chunk, length - left, random);
            }

            private void send(ByteBuf packet) {
                long start = freeNanos - line.now() > 0 ? freeNanos : line.now();
                freeNanos = start + Duration.ofNanos(delayMicros * 1000).toNanos();
                line.add(packet, start);
            }

            @Override
            public void end() {
                line.end();
            }

            @Override
            public boolean full() {
                return line.bytes() >= MOST_BYTES;
            }

            @Override
            public void interrupted() {
                line.passAll();
            }

            @Override
            public void discard() {
                line.discard();
            }
        };
    }
}
