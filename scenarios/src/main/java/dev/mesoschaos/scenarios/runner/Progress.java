package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run is; a runner writes one line of it each second and whenever something changes.
 *
 * @param elapsed since the start of the run
 * @param openFaults faults in effect, with their targets, for how long they have been, and their leases
 * @param headline live numbers of the last seconds, by indicator
 * @param stopConditions what would end the run, each with its present number
 * @param news what has just happened; empty on most lines
 * @param injection the state that a fault has just come to, when that is the news
 */
public record Progress(
        Duration elapsed,
        Phase phase,
        List<String> openFaults,
        Map<String, Gauge> headline,
        List<String> stopConditions,
        String news,
        Optional<InjectionState> injection) {
    public Progress {
        openFaults = List.copyOf(openFaults);
        stopConditions = List.copyOf(stopConditions);
    }

    /** Progress before or beside a run: nothing is open, nothing measured. */
    public static Progress of(Phase phase, String news) {
        return new Progress(Duration.ZERO, phase, List.of(), Map.of(), List.of(), news, Optional.empty());
    }

    /**
     * A live number.
     *
     * @param value in the unit of its indicator
     * @param words the same as a person reads it
     */
    public record Gauge(double value, String words) {}
}
