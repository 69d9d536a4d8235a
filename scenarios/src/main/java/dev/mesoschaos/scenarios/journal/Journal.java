package dev.mesoschaos.scenarios.journal;

import dev.mesoschaos.scenarios.measure.Timeline;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The journal of a run that is being written. */
public final class Journal implements Recorder, AutoCloseable {

    /** A stream, not a channel: interrupting a thread that writes to a channel closes it for everybody. */
    private final FileOutputStream file;

    private final List<Event> events = new ArrayList<>();

    private Journal(FileOutputStream file) {
        this.file = file;
    }

    /** Starts a journal, or goes on with one. */
    public static Journal append(Path path) throws IOException {
        return new Journal(new FileOutputStream(path.toFile(), true));
    }

    @Override
    public synchronized void record(Event event) {
        try {
            byte[] line = JournalJson.mapper().writeValueAsBytes(event);
            byte[] ended = Arrays.copyOf(line, line.length + 1);
            ended[line.length] = '\n';
            file.write(ended);
            events.add(event);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: is the disk full?", e);
        }
    }

    /** Appends an event and returns only when it is on the disk: for what must be known before something is done. */
    public synchronized void recordDurably(Event event) {
        record(event);
        try {
            file.getFD().sync();
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
            if (file.getFD().valid()) {
                file.getFD().sync();
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written to the disk: is it full?", e);
        }
    }
}
