package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Writes the reports of a run whenever it enters a phase, so that they are there even when everything dies. */
final class PhaseReports implements ProgressListener {

    private final Plugins plugins;
    private final Path run;
    private final ProgressListener next;
    private final BooleanSupplier hurried;
    private Phase reported;

    /**
     * Reports of one run.
     *
     * @param hurried whether they are to be left out from now on
     */
    PhaseReports(Plugins plugins, Path run, ProgressListener next, BooleanSupplier hurried) {
        this.plugins = plugins;
        this.run = run;
        this.next = next;
        this.hurried = hurried;
    }

    @Override
    public void progress(Progress progress) {
        next.progress(progress);
        if (progress.phase() != reported && progress.phase() != Phase.ENDED && !hurried.getAsBoolean()) {
            reported = progress.phase();
            write();
        }
    }

    private void write() {
        try {
            Conclusion.of(plugins, run);
        } catch (IOException | RuntimeException e) {
            // No reason to end a run; where it stays, the last reports fail for it too, and tell.
        }
    }
}
