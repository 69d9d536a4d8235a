package dev.mesoschaos.testbed.proxy.toxic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mesoschaos.mesosclient.SystemTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Writes down what a stage lets through and when, in a time that only the test moves. */
final class RecordedFlow implements Flow {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RandomGenerator random = SystemTime.random(7);
    private final List<String> events = new ArrayList<>();
    private final List<ByteBuf> sent = new ArrayList<>();
    private long elapsedMillis;

    RecordedFlow() {
        channel.freezeTime();
    }

    /** What came through: {@code millis:text}, {@code millis:end}, {@code millis:close}, {@code millis:reset}. */
    List<String> events() {
        return events;
    }

    ByteBuf chunk(String text) {
        ByteBuf chunk = Unpooled.copiedBuffer(text, US_ASCII);
        sent.add(chunk);
        return chunk;
    }

    /** Chunks that were given to the stage and are neither passed on nor released. */
    long held() {
        return sent.stream().filter(chunk -> chunk.refCnt() > 0).count();
    }

    void await(long millis) {
        for (long i = 0; i < millis; i++) {
            elapsedMillis++;
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    @Override
    public void pass(ByteBuf chunk) {
        note(chunk.toString(US_ASCII));
        chunk.release();
    }

    @Override
    public void end() {
        note("end");
    }

    @Override
    public void close() {
        note("close");
    }

    @Override
    public void reset() {
        note("reset");
    }

    @Override
    public void relieved() {
        // The tests ask the stage itself.
    }

    @Override
    public EventExecutor loop() {
        return channel.eventLoop();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    private void note(String event) {
        events.add(elapsedMillis + ":" + event);
    }
}
