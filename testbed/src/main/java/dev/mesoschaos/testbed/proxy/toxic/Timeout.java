package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Swallows data, and closes the connection after a silence; data that are gone cannot come back, so a connection under
 * this toxic closes when the toxic is removed.
 *
 * @param timeoutMillis without data for this long the connection closes; 0 never closes it
 */
record Timeout(long timeoutMillis) implements Toxic {

    @Override
    public Stage stage(Flow flow, Optional<Stage> former) {
        return new Stage() {
            private ScheduledFuture<?> close = schedule();

            private ScheduledFuture<?> schedule() {
                return timeoutMillis > 0
                        ? flow.loop().schedule(flow::close, timeoutMillis, TimeUnit.MILLISECONDS)
                        : null;
            }

            @Override
            public void data(ByteBuf chunk) {
                chunk.release();
                discard();
                close = schedule();
            }

            @Override
            public void end() {
                discard();
                flow.end();
            }

            @Override
            public void interrupted() {
                discard();
            }

            @Override
            public void removed() {
                discard();
                flow.close();
            }

            @Override
            public void discard() {
                if (close != null) {
                    close.cancel(false);
                }
            }
        };
    }
}
