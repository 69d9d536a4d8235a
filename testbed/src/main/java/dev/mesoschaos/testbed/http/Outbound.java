package dev.mesoschaos.testbed.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;

/** Writes whose outcome nobody waits for: a failed one ends the channel, and that is noticed anyway. */
final class Outbound {

    private Outbound() {}

    static void write(ChannelHandlerContext context, Object message) {
        unheard(context.write(message));
    }

    static void flush(ChannelHandlerContext context, Object message) {
        unheard(context.writeAndFlush(message));
    }

    static void close(ChannelHandlerContext context) {
        unheard(context.close());
    }

    static void unheard(Future<?> outcome) {
        if (outcome.isDone() && !outcome.isSuccess() && outcome.cause() instanceof Error error) {
            throw error;
        }
    }
}
