package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.language.ScenarioFiles;
import java.io.PrintStream;
import java.util.List;

/** Scenario files that were read, good or not. */
record Readings(List<ScenarioFiles.Entry> entries) {

    Readings {
        entries = List.copyOf(entries);
    }

    /** Prints every mistake of every file, and says whether there was none. */
    boolean sound(PrintStream err) {
        entries.stream().flatMap(entry -> entry.reading().problems().stream())
                .forEach(problem -> err.println(Words.clean(problem.getMessage())));
        return sound();
    }

    /** Whether there is no mistake. */
    boolean sound() {
        return entries.stream().allMatch(entry -> entry.reading().scenario().isPresent());
    }
}
