package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;

/**
 * Delays data, in order.
 *
 * @param latencyMillis the delay
 * @param jitterMillis the delay of each chunk varies evenly by up to this, either way
 */
record Latency(long latencyMillis, long jitterMillis) implements Toxic {

    /** As many as the real server holds; and a bound on memory, which it lacks. */
    private static final int MOST_CHUNKS = 1024;
    private static final long MOST_BYTES = 4 << 20;

    @Override
    public Stage stage(Flow flow, Optional<Stage> former) {
        DelayLine line = new DelayLine(flow);
        return new Stage() {
            @Override
            public void data(ByteBuf chunk) {
                line.add(chunk, line.now() + delayNanos(flow));
            }

            @Override
            public void end() {
                line.end();
            }

            @Override
            public boolean full() {
                return line.chunks() >= MOST_CHUNKS || line.bytes() >= MOST_BYTES;
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

    private long delayNanos(Flow flow) {
        long jitter = jitterMillis > 0 ? flow.random().nextLong(-jitterMillis, jitterMillis) : 0;
        return Duration.ofMillis(Math.max(0, latencyMillis + jitter)).toNanos();
    }
}
