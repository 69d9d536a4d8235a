package dev.mesoschaos.scenarios.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a journal back. */
public final class JournalReader {

    /** Name of the journal in a run's directory. */
    public static final String FILE = "journal.jsonl";

    /** Lines that are read by all processors together; the journal of a long run does not fit into memory as text. */
    private static final int BATCH = 10_000;

    private JournalReader() {}

    /**
     * Reads the journal of a run. A last line that was cut off by a crash is left out; any other line that cannot be
     * read is an error, because a judgement over half the truth would be a lie.
     *
     * @param run the run's directory, or the journal itself
     * @throws IOException when there is no journal, or it is damaged; the message says where
     */
    public static Timeline read(Path run) throws IOException {
        Path file = Files.isDirectory(run) ? run.resolve(FILE) : run;
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file + ": no such journal; give the directory of a run");
        }
        Timeline timeline = events(file);
        if (timeline.events().isEmpty() || !(timeline.events().getFirst() instanceof Event.RunStarted)) {
            throw new IOException(file + ": a journal starts with a 'run-started' line; this file does not");
        }
        return timeline;
    }

    /**
     * Reads the journal of a run that has just begun, and may not have one yet.
     *
     * @param run the run's directory
     * @throws IOException when it is damaged
     */
    public static Timeline soFar(Path run) throws IOException {
        Path file = run.resolve(FILE);
        return Files.isRegularFile(file) ? events(file) : new Timeline(List.of());
    }

    /** As much as there is now: the run may be writing more. */
    private static Timeline events(Path file) throws IOException {
        long length = Files.size(file);
        boolean whole = length > 0 && endsWithLineBreak(file, length);
        List<Event> events = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new Beginning(Files.newInputStream(file), length), StandardCharsets.UTF_8))) {
            long before = 0;
            for (List<String> lines = next(in); !lines.isEmpty(); lines = next(in)) {
                List<Line> batch = lines.parallelStream().map(Line::read).toList();
                for (int i = 0; i < batch.size(); i++) {
                    Line line = batch.get(i);
                    if (line.event != null) {
                        events.add(line.event);
                    } else if (whole || i < batch.size() - 1 || in.read() >= 0) {
                        throw new IOException(
                                file + ":" + (before + i + 1) + ": not a line of a journal: " + line.problem);
                    }
                }
                before += batch.size();
            }
        }
        return new Timeline(events);
    }

    private static List<String> next(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>(BATCH);
        for (String line = in.readLine(); line != null; line = lines.size() < BATCH ? in.readLine() : null) {
            lines.add(line);
        }
        return lines;
    }

    private static boolean endsWithLineBreak(Path file, long length) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(length - 1);
            return bytes.read() == '\n';
        }
    }

    /** The first bytes of a file, and no more. */
    private static final class Beginning extends FilterInputStream {
        private long left;

        Beginning(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = left <= 0 ? -1 : super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }

    /** An event, or why a line is none. */
    private record Line(Event event, String problem) {

        private static Line read(String text) {
            try {
                return new Line(JournalJson.mapper().readValue(text, Event.class), "");
            } catch (JsonProcessingException e) {
                return new Line(null, e.getOriginalMessage());
            }
        }
    }
}
