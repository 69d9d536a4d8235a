package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.language.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the run that an argument names. */
final class RunPath {

    private RunPath() {}

    /**
     * The directory of a run.
     *
     * @param argument that directory, or the journal in it
     * @throws UsageException when there is no run
     */
    static Path locate(Path argument) {
        Path run = Files.isRegularFile(argument) ? argument.toAbsolutePath().getParent() : argument;
        if (!Files.exists(argument)) {
            throw new UsageException("no such run: " + argument);
        }
        if (!Files.isRegularFile(run.resolve(JournalReader.FILE))) {
            throw new UsageException("no run in " + argument + ": expected a directory with a " + JournalReader.FILE
                    + ", such as chaos-runs/latest");
        }
        return run;
    }
}
