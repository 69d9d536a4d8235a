package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the receiver's connection open for a while after the sender's has closed.
 *
 * @param delayMillis for how long
 */
record SlowClose(long delayMillis) implements Toxic {

    @Override
    public Stage stage(Flow flow, Optional<Stage> former) {
        return new Stage() {
            private ScheduledFuture<?> end;

            @Override
            public void data(ByteBuf chunk) {
                flow.pass(chunk);
            }

            @Override
            public void end() {
                end = flow.loop().schedule(flow::end, delayMillis, TimeUnit.MILLISECONDS);
            }

            @Override
            public void interrupted() {
                if (end != null && end.cancel(false)) {
                    flow.end();
                }
            }

            @Override
            public void discard() {
                if (end != null) {
                    end.cancel(false);
                }
            }
        };
    }
}
