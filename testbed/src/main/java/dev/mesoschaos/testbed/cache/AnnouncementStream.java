package dev.mesoschaos.testbed.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Standard output as lines to wait for. */
final class AnnouncementStream extends OutputStream {

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public synchronized void write(int character) {
        if (character != '\n') {
            line.write(character);
            return;
        }
        lines.add(line.toString(UTF_8).strip());
        line.reset();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** @throws IllegalStateException when there is none within the limit */
    String next(long limit, TimeUnit unit) throws InterruptedException {
        String next = lines.poll(limit, unit);
        if (next == null) {
            throw new IllegalStateException("it announces nothing within " + limit + " " + unit);
        }
        return next;
    }
}
