package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Chunks that wait, in the order of their arrival, each for its moment; then the end, when there was one. */
final class DelayLine {

    private final Flow flow;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private ScheduledFuture<?> timer;
    private boolean ended;
    private long bytes;

    DelayLine(Flow flow) {
        this.flow = flow;
    }

    /** The event loop's clock. */
    long now() {
        return flow.loop().ticker().nanoTime();
    }

    /** Passes the chunk on at {@code dueNanos} of {@link #now()}, or when those before it have gone if that is later. */
    void add(ByteBuf chunk, long dueNanos) {
        queue.add(new Waiting(chunk, dueNanos, false));
        bytes += chunk.readableBytes();
        if (timer == null) {
            passDue();
        }
    }

    /** As {@link #add}, and the chunk leaves only by {@link #passAll()}. */
    void keep(ByteBuf chunk) {
        queue.add(new Waiting(chunk, 0, true));
        bytes += chunk.readableBytes();
    }

    void end() {
        ended = true;
        if (queue.isEmpty()) {
            passEnd();
        }
    }

    /** Passes everything on now. */
    void passAll() {
        cancel();
        while (!queue.isEmpty()) {
            passFirst();
        }
        passEnd();
    }

    void discard() {
        cancel();
        queue.forEach(waiting -> waiting.chunk().release());
        queue.clear();
        bytes = 0;
        ended = false;
    }

    int chunks() {
        return queue.size();
    }

    long bytes() {
        return bytes;
    }

    private void fire() {
        timer = null;
        passDue();
        flow.relieved();
    }

    private void passDue() {
        while (!queue.isEmpty() && !queue.peek().kept() && queue.peek().dueNanos() - now() <= 0) {
            passFirst();
        }
        if (queue.isEmpty()) {
            passEnd();
        } else if (!queue.peek().kept()) {
            timer = flow.loop().schedule(this::fire, queue.peek().dueNanos() - now(), TimeUnit.NANOSECONDS);
        }
    }

    private void passFirst() {
        ByteBuf chunk = queue.remove().chunk();
        bytes -= chunk.readableBytes();
        flow.pass(chunk);
    }

    private void passEnd() {
        if (ended) {
            ended = false;
            flow.end();
        }
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private record Waiting(ByteBuf chunk, long dueNanos, boolean kept) {}
}
