package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets data through at a limited rate, in pieces of at most 100 ms.
 *
 * @param bytesPerMilli the rate; at 0 nothing passes
 */
record Bandwidth(long bytesPerMilli) implements Toxic {

    private static final long PIECE_MILLIS = 100;

    @Override
    public Stage stage(Flow flow, Optional<Stage> former) {
        DelayLine line = new DelayLine(flow);
        return new Stage() {
            private long freeNanos = line.now();

            @Override
            public void data(ByteBuf chunk) {
                if (bytesPerMilli <= 0) {
                    line.keep(chunk);
                    return;
                }
                while (chunk.readableBytes() > bytesPerMilli * PIECE_MILLIS) {
                    send(chunk.readRetainedSlice((int) (bytesPerMilli * PIECE_MILLIS)));
                }
                send(chunk);
            }

            private void send(ByteBuf piece) {
                long start = freeNanos - line.now() > 0 ? freeNanos : line.now();
                freeNanos = start + Duration.ofMillis(piece.readableBytes()).dividedBy(bytesPerMilli).toNanos();
                line.add(piece, freeNanos);
            }

            @Override
            public void end() {
                line.end();
            }

            @Override
            public boolean full() {
                // Timers are exact to a millisecond, so the line holds ten of them to keep a high rate.
                return line.bytes() >= Math.max(64 << 10, bytesPerMilli * 10);
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
