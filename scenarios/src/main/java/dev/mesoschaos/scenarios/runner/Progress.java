package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.journal.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where a run is; a runner writes one line of it each second and whenever something changes.
 *
 * @param elapsed since the start of the run
 * @param openFaults faults in effect, with their targets
 * @param headline live numbers of the last seconds in words, by indicator
 * @param news what has just happened; empty on most lines
 */
public record Progress(
        Duration elapsed, Phase phase, List<String> openFaults, Map<String, String> headline, String news) {
    public Progress {
        openFaults = List.copyOf(openFaults);
    }
}
