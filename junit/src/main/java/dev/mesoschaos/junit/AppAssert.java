package dev.mesoschaos.junit;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.AbstractAssert;

/** Assertions about an app under the fault that was injected last. */
public final class AppAssert extends AbstractAssert<AppAssert, App> {

    /** What has happened by a moment is in the journal a little later. */
    private static final Duration LATE = Duration.ofSeconds(1);

    AppAssert(App app) {
        super(app, AppAssert.class);
    }

    /**
     * Waits until every instance that the fault injected last has cost runs and is healthy again, and verifies that none took
     * longer than that, counted from the moment since which the fault was in effect. That no instance was lost is a failure,
     * too.
     *
     * @param limit whole milliseconds
     */
    public AppAssert isRescheduledWithin(Duration limit) {
        Event.Injection last = last(actual.chaos().journal());
        Instant deadline = last.began().plus(limit).plus(LATE);
        String objective = "{indicator: rescheduling-time, app: " + actual.name() + ", percentile: 100, during: "
                + last.step() + ", at-most: " + limit.toMillis() + "ms}";
        Claim claim = actual.chaos().judge(objective, deadline);
        if (claim.verdict() != Verdict.PASSED) {
            throw failure("%s", claim.reason());
        }
        return this;
    }

    /**
     * Verifies the share of requests to the app that were answered since the fault injected last was in effect.
     *
     * @param least such as {@code 99.9%}
     */
    public AppAssert isAvailable(String least) {
        Claim claim = actual.chaos().judge("{indicator: availability, app: " + actual.name() + ", during: "
                + last(actual.chaos().journal()).step() + ", at-least: '" + least + "'}");
        if (claim.verdict() != Verdict.PASSED) {
            throw failure("%s", claim.reason());
        }
        return this;
    }

    private Event.Injection last(Timeline journal) {
        return journal.of(Event.Injection.class).stream()
                .filter(change -> change.state() == InjectionState.ACTIVE)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new ChaosException("no fault was injected yet"));
    }
}
