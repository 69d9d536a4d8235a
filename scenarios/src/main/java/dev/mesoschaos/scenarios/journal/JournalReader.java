package dev.mesoschaos.scenarios.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
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
        List<Event> events = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long before = 0;
            for (List<String> lines = next(in); !lines.isEmpty(); lines = next(in)) {
                List<Line> batch = lines.parallelStream().map(Line::read).toList();
                for (int i = 0; i < batch.size(); i++) {
                    Line line = batch.get(i);
                    if (line.event != null) {
                        events.add(line.event);
                    } else if (i < batch.size() - 1 || in.ready() || endsWithLineBreak(file)) {
                        throw new IOException(
                                file + ":" + (before + i + 1) + ": not a line of a journal: " + line.problem);
                    }
                }
                before += batch.size();
            }
        }
        if (events.isEmpty() || !(events.getFirst() instanceof Event.RunStarted)) {
            throw new IOException(file + ": a journal starts with a 'run-started' line; this file does not");
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

    private static boolean endsWithLineBreak(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() == '\n';
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
