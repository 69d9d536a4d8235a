package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the reports of a run whenever it enters a phase, so that they are there even when everything dies. */
final class PhaseReports implements ProgressListener {

    private final Plugins plugins;
    private final Path run;
    private final ProgressListener next;
    private Phase reported;

    PhaseReports(Plugins plugins, Path run, ProgressListener next) {
        this.plugins = plugins;
        this.run = run;
        this.next = next;
    }

    @Override
    public void progress(Progress progress) {
        next.progress(progress);
        if (progress.phase() != reported && progress.phase() != Phase.ENDED) {
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
