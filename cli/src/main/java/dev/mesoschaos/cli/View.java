package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.runner.ProgressListener;
import dev.mesoschaos.scenarios.verdict.Result;

/** Shows a person what the scenarios of a command are doing. */
public interface View extends ProgressListener, AutoCloseable {

    /**
     * A scenario starts; all progress until {@link #ended} or {@link #broken} is its own.
     *
     * @param headline its name, and what else tells this run from others
     */
    void started(String scenario, String headline);

    /** The scenario has ended and was judged. */
    void ended(Result result);

    /** The scenario could not be run or judged. */
    void broken(String reason);

    /** No run will follow. */
    @Override
    default void close() {}
}
