package dev.mesoschaos.scenarios.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.Expectation;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.model.StopCondition;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.verdict.Ledger;
import dev.mesoschaos.scenarios.verdict.LedgerEntry;
import dev.mesoschaos.scenarios.verdict.Sentences;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a run's progress as JSON lines, for the harness that started it. */
final class ProgressReporter {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_BACK = Duration.ofSeconds(5);
    private static final List<String> HEADLINE = List.of("schedulability", "availability");
    private static final Set<InjectionState> OPEN =
            EnumSet.of(InjectionState.ARMED, InjectionState.INJECTING, InjectionState.ACTIVE, InjectionState.UNDOING);

    private final Scenario scenario;
    private final Journal journal;
    private final Plugins plugins;
    private final Clock clock;
    private final PrintStream out;
    private int told;

    ProgressReporter(Scenario scenario, Journal journal, Plugins plugins, Clock clock, PrintStream out) {
        this.scenario = scenario;
        this.journal = journal;
        this.plugins = plugins;
        this.clock = clock;
        this.out = out;
    }

    /** Reports until interrupted. */
    void run() {
        Instant next = clock.now();
        while (!Thread.currentThread().isInterrupted()) {
            Timeline timeline = journal.timeline();
            boolean due = !clock.now().isBefore(next);
            tellNews(timeline);
            if (due) {
                write(timeline, "", Optional.empty());
                next = clock.now().plus(EVERY);
            }
            clock.pause(TICK);
        }
        tellNews(journal.timeline());
    }

    private void tellNews(Timeline timeline) {
        List<Event> events = timeline.events();
        for (Event event : events.subList(told, events.size())) {
            News.of(event).ifPresent(news -> write(timeline, news, injection(event)));
        }
        told = events.size();
    }

    private static Optional<InjectionState> injection(Event event) {
        return event instanceof Event.Injection injection ? Optional.of(injection.state()) : Optional.empty();
    }

    private void write(Timeline timeline, String news, Optional<InjectionState> injection) {
        Instant now = clock.now();
        Phase phase = timeline.last(Event.PhaseEntered.class)
                .map(Event.PhaseEntered::phase)
                .orElse(Phase.OPENING);
        List<String> open = Ledger.of(timeline).stream()
                .filter(entry -> OPEN.contains(entry.state()))
                .map(entry -> describe(entry, now))
                .toList();
        Instant start = timeline.events().getFirst().at();
        Progress progress =
                new Progress(
                Duration.between(start, now), phase, open, headline(timeline, now), stops(timeline, now), news, injection);
        try {
            out.println(JournalJson.mapper().writeValueAsString(progress));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String describe(LedgerEntry entry, Instant now) {
        String state = entry.activeFrom()
                .filter(from -> entry.state() == InjectionState.ACTIVE)
                .map(from -> Duration.between(from, now).toSeconds() + " of " + hold(entry.step()).toSeconds() + " s")
                .orElse(entry.state().name().toLowerCase(Locale.ROOT));
        return entry.fault() + " on " + String.join(", ", entry.targets()) + ": " + state + " (" + entry.lease() + ")";
    }

    private Duration hold(String step) {
        return scenario.faults().stream()
                .filter(fault -> fault.id().equals(step))
                .map(Step.Fault::hold)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private List<String> stops(Timeline timeline, Instant now) {
        return scenario.stopWhen().stream().map(condition -> stop(condition, timeline, now)).toList();
    }

    private String stop(StopCondition condition, Timeline timeline, Instant now) {
        Expectation kept = condition.expectation();
        Indicator indicator = plugins.indicators().get(kept.indicator());
        Measurement measured = indicator.measure(timeline, new Window(now.minus(EVERY), now), kept.query());
        String side = kept.bound().side() == Bound.Side.AT_LEAST ? " below " : " above ";
        return kept.indicator() + kept.query().app().map(app -> " of " + app).orElse("") + side + kept.bound().text()
                + " for " + condition.lasting().toSeconds() + " s; now " + Sentences.value(measured, indicator.unit());
    }

    private Map<String, Progress.Gauge> headline(Timeline timeline, Instant now) {
        Map<String, Progress.Gauge> headline = new LinkedHashMap<>();
        for (String id : HEADLINE) {
            Indicator indicator = plugins.indicators().get(id);
            if (indicator != null) {
                Measurement measured = indicator.measure(timeline, new Window(now.minus(LOOK_BACK), now), Query.ALL);
                measured.value().ifPresent(value -> headline.put(
                        id, new Progress.Gauge(value, Sentences.value(measured, indicator.unit()))));
            }
        }
        return headline;
    }
}
