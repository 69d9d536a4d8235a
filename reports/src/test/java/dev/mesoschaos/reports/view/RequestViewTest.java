package dev.mesoschaos.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class RequestViewTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final long TEN_MILLIS = 10_000;

    private final List<Event> events = new ArrayList<>(List.of(new Event.PhaseEntered(START, Phase.OPENING)));

    @Test
    void theLongestOutageEndsWithTheNextSuccess() {
        requests(0, i -> i >= 10 && i < 30 ? Outcome.REFUSED : Outcome.OK);
        RequestView view = view();
        assertThat(view.longestOutage()).isEqualTo("200 ms (+0.100 s to +0.300 s)");
        assertThat(view.violations())
                .containsExactly(new RequestView.Interval("+0.100 s", "+0.290 s", "190 ms", 20, 20));
    }

    @Test
    void anOutageThatNeverEndsLastsToTheEndOfMeasuring() {
        requests(0, i -> i < 50 ? Outcome.OK : Outcome.TIMEOUT);
        assertThat(view().longestOutage()).startsWith("9.5 s (");
    }

    @Test
    void failuresFarApartAreViolationsOfTheirOwn() {
        requests(0, i -> i == 0 ? Outcome.BROKEN : Outcome.OK);
        requests(5, i -> i == 0 ? Outcome.BROKEN : Outcome.OK);
        assertThat(view().violations()).hasSize(2);
    }

    @Test
    void timeWithoutRequestsIsUnknownAndBreaksTheLine() {
        requests(0, i -> Outcome.OK);
        requests(4, i -> Outcome.OK);
        RequestView view = view();
        assertThat(view.unknown()).isEqualTo("8.02 s (+0.990 s to +4.000 s, +4.990 s to +10.000 s)");
        assertThat(view.errors().chart().series().getFirst().values()).contains((Double) null).contains(0.0);
    }

    @Test
    void failedRequestsHaveNoLatencyButAShare() {
        requests(0, i -> i % 2 == 0 ? Outcome.OK : Outcome.REFUSED);
        RequestView view = view();
        assertThat(view.latency().chart().series().getFirst().values()).containsOnly(2.0);
        assertThat(view.errors().chart().series().getFirst().values()).containsOnly(48.0, 52.0);
    }

    private RequestView view() {
        events.add(new Event.PhaseEntered(START.plusSeconds(10), Phase.CLOSING));
        Timeline timeline = new Timeline(events);
        return RequestView.of(timeline, Axis.of(timeline), List.of()).getFirst();
    }

    /** A second of a hundred requests; the good ones take two milliseconds, the others none. */
    private void requests(long second, IntFunction<Outcome> outcomes) {
        List<Event.Request> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Outcome outcome = outcomes.apply(i);
            requests.add(new Event.Request(i * TEN_MILLIS, outcome == Outcome.OK ? 2000 : 0, outcome, "a1"));
        }
        events.add(new Event.Requests(START.plusSeconds(second), "http", "web", 100, requests));
    }
}
