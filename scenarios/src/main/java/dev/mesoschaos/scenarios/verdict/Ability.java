package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Scope;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.Optional;

/**
 * The ability to schedule during the method and the recovery of a run, whether or not an objective asks for it: counts
 * that can be added up over runs.
 *
 * @param due canaries whose outcome is known
 * @param inTime those of them that ran within their deadline
 * @param unableSeconds seconds in which canaries were due and none of them ran in time
 * @param seconds how long canaries were due
 */
public record Ability(long due, long inTime, double unableSeconds, double seconds) {

    private static final String SHARE = "schedulability";
    private static final String UNABLE = "time-unable";

    static Optional<Ability> of(Plugins plugins, Timeline timeline) {
        Indicator share = plugins.indicators().get(SHARE);
        Indicator unable = plugins.indicators().get(UNABLE);
        if (share == null || unable == null) {
            return Optional.empty();
        }
        return timeline.window(new Scope.WholeMethod()).flatMap(window -> of(share, unable, timeline, window));
    }

    private static Optional<Ability> of(Indicator share, Indicator unable, Timeline timeline, Window window) {
        Measurement ran;
        Measurement blocked;
        try {
            ran = share.measure(timeline, window, Query.ALL);
            blocked = unable.measure(timeline, window, Query.ALL);
        } catch (RuntimeException e) {
            // A measurement that crashes has measured nothing.
            return Optional.empty();
        }
        if (ran.value().isEmpty() || blocked.value().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Ability(
                ran.n(),
                Math.round(ran.value().getAsDouble() * ran.n()),
                blocked.value().getAsDouble(),
                window.length().toMillis() / 1000.0));
    }
}
