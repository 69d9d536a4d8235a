package dev.mesoschaos.cli;

import dev.mesoschaos.reports.history.History;
import dev.mesoschaos.scenarios.language.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the runs below directories that arguments name. */
final class Histories {

    private Histories() {}

    /**
     * All of them; of results that cannot be read a person is told.
     *
     * @throws UsageException when there is none
     */
    static History read(List<Path> directories, Terminal terminal) throws IOException {
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                throw new UsageException("no such directory: " + directory);
            }
        }
        History history = History.read(directories);
        history.unreadable().forEach(line -> terminal.err().println("mesos-chaos: left out: " + Words.clean(line)));
        if (history.runs().isEmpty()) {
            throw new UsageException("no run below " + directories.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + ": expected directories with a result.json, which 'mesos-chaos judge RUN' writes anew");
        }
        return history;
    }
}
