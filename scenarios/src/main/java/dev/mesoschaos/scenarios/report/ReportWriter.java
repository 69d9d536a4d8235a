package dev.mesoschaos.scenarios.report;

import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A form of output, found by {@link java.util.ServiceLoader}. */
public interface ReportWriter {

    /** Writes its file or files about one run into the run's directory. */
    void write(Path run, Result result, Timeline timeline) throws IOException;

    /** Whether it is left out for somebody who is in a hurry, because it takes seconds where a run was long. */
    default boolean takesLong() {
        return false;
    }

    /**
     * Writes its file about all runs of a suite into the directory above them; most writers have none.
     *
     * @param results each with the name of its directory
     */
    default void writeSuite(Path suite, List<SuiteEntry> results) throws IOException {}

    /**
     * One run of a suite.
     *
     * @param directory name of the run's directory, below the suite's
     */
    record SuiteEntry(String directory, Result result) {}
}
