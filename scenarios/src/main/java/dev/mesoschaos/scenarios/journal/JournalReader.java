package dev.mesoschaos.scenarios.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.io.IOException;
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
        Timeline timeline = lines(file);
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
        return Files.isRegularFile(file) ? lines(file) : new Timeline(List.of());
    }

    private static Timeline lines(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        List<Event> events = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            try {
                events.add(JournalJson.mapper().readValue(lines.get(i), Event.class));
            } catch (JsonProcessingException e) {
                boolean cutOff = i == lines.size() - 1 && !text.endsWith("\n");
                if (!cutOff) {
                    throw new IOException(file + ":" + (i + 1) + ": not a line of a journal: "
                            + e.getOriginalMessage(), e);
                }
            }
        }
        return new Timeline(events);
    }
}
