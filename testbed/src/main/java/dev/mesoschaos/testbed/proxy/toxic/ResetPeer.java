package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Resets the connection some time after the sender's first word, which is lost.
 *
 * @param timeoutMillis for how long the first word is waited on; 0 resets at once
 */
record ResetPeer(long timeoutMillis) implements Toxic {

    @Override
    public Stage stage(Flow flow, Optional<Stage> former) {
        return new Stage() {
            private ScheduledFuture<?> reset;

            @Override
            public void data(ByteBuf chunk) {
                chunk.release();
                end();
            }

            @Override
            public void end() {
                if (reset == null) {
                    reset = flow.loop().schedule(flow::reset, timeoutMillis, TimeUnit.MILLISECONDS);
                }
            }

            @Override
            public void interrupted() {
                // Its data are lost: it cannot go on.
                if (reset != null && reset.cancel(false)) {
                    flow.reset();
                }
            }

            @Override
            public void discard() {
                if (reset != null) {
                    reset.cancel(false);
                }
            }
        };
    }
}
