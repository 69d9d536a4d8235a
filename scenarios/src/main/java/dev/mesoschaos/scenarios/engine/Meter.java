package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Amount;
import dev.mesoschaos.scenarios.model.Expectation;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Looks at indicators while a run goes on, over the last second. */
final class Meter {

    /** Long enough for several samples of any probe, short enough to see a change soon. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(1);

    private final Journal journal;
    private final Plugins plugins;

    Meter(Journal journal, Plugins plugins) {
        this.journal = journal;
        this.plugins = plugins;
    }

    /** What is wrong with an expectation now; empty when it holds. Nothing measured is wrong, too. */
    Optional<String> problem(Expectation expectation, Instant now) {
        Indicator indicator = plugins.indicators().get(expectation.indicator());
        Measurement measured =
                indicator.measure(journal.timeline(), new Window(now.minus(LOOK_BACK), now), expectation.query());
        if (measured.value().isEmpty()) {
            return Optional.of(expectation.indicator() + ": nothing measured in the last second");
        }
        double value = measured.value().getAsDouble();
        double limit = plain(expectation);
        return expectation.bound().holds(value, limit)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%s is %.4g, not %s", expectation.indicator(), value, expectation.bound()));
    }

    private static double plain(Expectation expectation) {
        if (expectation.bound().amount() instanceof Amount.Plain plain) {
            return plain.value();
        }
        throw new IllegalArgumentException("'" + expectation.bound().text()
                + "' can be judged only after a run; a steady state, wait or stop condition needs a plain value");
    }
}
