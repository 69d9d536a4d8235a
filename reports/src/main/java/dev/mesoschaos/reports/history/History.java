package dev.mesoschaos.reports.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.reports.ResultJson;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The runs found below some directories, the oldest first.
 *
 * @param unreadable results that this build cannot read, with the reason: never left out in silence
 */
public record History(List<PastRun> runs, List<String> unreadable) {

    /** A run lies in a suite, a suite perhaps in a directory of its month or cluster. */
    private static final int DEPTH = 6;

    public History {
        runs = List.copyOf(runs);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads each {@code result.json} at or below directories; one run found twice counts once.
     *
     * @throws IOException when a directory cannot be read
     */
    public static History read(List<Path> directories) throws IOException {
        return of(files(directories));
    }

    /**
     * Reads the results of a scenario in directories beside a run; names of directories begin with their time.
     *
     * @param most read at most so many
     * @return without runs where nobody may list the directory of all of them, which is said among the unreadable
     * @throws IOException when a result cannot be read
     */
    public static History beside(Path run, String scenario, int most) throws IOException {
        Path here = run.toAbsolutePath().normalize();
        Path parent = here.getParent();
        if (!Files.isReadable(parent)) {
            return new History(List.of(), List.of(parent + ": may not be read"));
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, one -> isOther(one, here))) {
            siblings.forEach(one -> files.add(one.resolve(ResultJson.FILE)));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(Comparator.reverseOrder());
        List<Path> newest = new ArrayList<>();
        for (Path file : files) {
            if (newest.size() < most && ScenarioOf.result(file).equals(scenario)) {
                newest.add(file);
            }
        }
        return of(newest);
    }

    private static boolean isOther(Path directory, Path run) {
        return !directory.equals(run)
                && !Files.isSymbolicLink(directory)
                && Files.isReadable(directory.resolve(ResultJson.FILE));
    }

    private static History of(List<Path> files) throws IOException {
        List<PastRun> runs = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Path file : files) {
            try {
                Result result = JournalJson.mapper().readValue(file.toFile(), Result.class);
                if (known.add(result.runId())) {
                    runs.add(new PastRun(file.getParent(), result));
                }
            } catch (JsonProcessingException e) {
                unreadable.add(file + ": no result of this form: " + e.getOriginalMessage());
            }
        }
        runs.sort(Comparator.comparing(run -> run.result().started()));
        return new History(runs, unreadable);
    }

    /** Links, such as {@code latest}, are not followed unless they were named themselves. */
    private static List<Path> files(List<Path> directories) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path directory : directories) {
            try (Stream<Path> below = Files.walk(directory.toRealPath(), DEPTH)) {
                below.filter(file -> file.endsWith(ResultJson.FILE) && Files.isRegularFile(file)).forEach(files::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }
}
