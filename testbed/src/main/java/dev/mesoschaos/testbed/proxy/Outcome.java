package dev.mesoschaos.testbed.proxy;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/** Operations on channels whose outcome nobody waits for: a failed one ends the channel, and that is noticed anyway. */
final class Outcome {

    private Outcome() {}

    static void ignore(Future<?> outcome) {
        if (outcome.isDone() && !outcome.isSuccess() && outcome.cause() instanceof Error error) {
            throw error;
        }
    }

    static void close(Channel channel) {
        ignore(channel.close());
    }
}
