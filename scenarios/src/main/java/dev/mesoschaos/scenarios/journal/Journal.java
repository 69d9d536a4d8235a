package dev.mesoschaos.scenarios.journal;

import dev.mesoschaos.scenarios.measure.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The journal of a run that is being written. */
public final class Journal implements Recorder, AutoCloseable {

    private final FileChannel file;
    private final List<Event> events = new ArrayList<>();

    private Journal(FileChannel file) {
        this.file = file;
    }

    /** Starts a journal, or goes on with one. */
    public static Journal append(Path path) throws IOException {
        return new Journal(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    @Override
    public synchronized void record(Event event) {
        try {
            byte[] line = JournalJson.mapper().writeValueAsBytes(event);
            ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            events.add(event);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: is the disk full?", e);
        }
    }

    /** Appends an event and returns only when it is on the disk: for what must be known before something is done. */
    public synchronized void recordDurably(Event event) {
        record(event);
        try {
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written to the disk: is it full?", e);
        }
    }

    /** Everything written so far by this object. */
    public synchronized Timeline timeline() {
        return new Timeline(events);
    }

    @Override
    public synchronized void close() {
        try {
            if (file.isOpen()) {
                file.force(false);
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written to the disk: is it full?", e);
        }
    }
}
