package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Closes the connection when a number of bytes has passed.
 *
 * @param mostBytes how many
 */
record LimitData(long mostBytes) implements Toxic {

    @Override
    public Stage stage(Flow flow, Optional<Stage> former) {
        long passed = former.filter(Limit.class::isInstance).map(stage -> ((Limit) stage).passedBytes).orElse(0L);
        return new Limit(flow, mostBytes, passed);
    }

    private static final class Limit implements Stage {

        private final Flow flow;
        private final long mostBytes;
        private long passedBytes;

        private Limit(Flow flow, long mostBytes, long passedBytes) {
            this.flow = flow;
            this.mostBytes = mostBytes;
            this.passedBytes = passedBytes;
        }

        @Override
        public void data(ByteBuf chunk) {
            int allowed = Math.clamp(mostBytes - passedBytes, 0, chunk.readableBytes());
            passedBytes += allowed;
            flow.pass(chunk.readRetainedSlice(allowed));
            chunk.release();
            if (passedBytes >= mostBytes) {
                flow.close();
            }
        }

        @Override
        public void end() {
            flow.end();
        }
    }
}
