package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.journal.Event;
import java.util.Locale;
import java.util.Optional;

/** Which events a person who watches a run wants to read, and in which words. */
final class News {

    private News() {}

    static Optional<String> of(Event event) {
        return switch (event) {
            case Event.ClusterOpened opened -> Optional.of(String.format(
                    Locale.ROOT,
                    "cluster ready after %.1f s: %d hosts%s, %s, %.0f MB",
                    opened.took().toMillis() / 1000.0,
                    opened.topology().hosts().size(),
                    opened.topology().simulatedAgents() == 0
                            ? ""
                            : " and " + opened.topology().simulatedAgents() + " simulated agents",
                    opened.network(),
                    opened.residentMb()));
            case Event.SteadyState state -> Optional.of(
                    (state.after() ? "recovery: " : "steady state: ") + (state.met() ? "reached" : state.detail()));
            case Event.Planned planned -> Optional.of("target: " + String.join(", ", planned.targets()) + " ("
                    + planned.chosen() + ")");
            case Event.Injection injection -> Optional.of(injection.step() + ": "
                    + injection.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (injection.detail().isEmpty() ? "" : " — " + injection.detail()));
            case Event.Skipped skipped -> Optional.of("skipped: " + skipped.reason());
            case Event.Aborted aborted -> Optional.of("aborted: " + aborted.reason());
            case Event.WaitedInVain waited -> Optional.of(waited.reason());
            case Event.Failed failed -> Optional.of("error: " + failed.message());
            case Event.LeaderSeen leader -> Optional.of(
                    leader.host().isEmpty() ? "the framework has no leading master" : "leading master: " + leader.host());
            default -> Optional.empty();
        };
    }
}
