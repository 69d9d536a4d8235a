package dev.mesoschaos.injectors;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real faults on real hosts fail at each of their commands, one after another, and are undone completely. */
class HalfDoneHarmsIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    @Test
    void whereverAFaultOrItsUndoFailsTheHostsAreAsBefore() throws Exception {
        Enclosed enclosed = new Enclosed(directory);
        enclosed.assumePossible();
        System.out.print(enclosed.drill(BreakDrill.class, LIMIT));
    }
}
