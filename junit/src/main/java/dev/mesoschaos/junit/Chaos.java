package dev.mesoschaos.junit;

import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.engine.Order;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.runner.DirectedRun;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A running cluster, under load, and the hand on the faults of its scenario. What it tells comes from the journal of the run, so
 * that nothing is seen that the report does not show.
 */
public final class Chaos {

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Set<InjectionState> UNDOES = Set.of(InjectionState.UNDONE, InjectionState.UNDO_FAILED);

    private final Directive directive;
    private final DirectedRun run;
    private final Path directory;
    private final Clock clock = Clock.system();

    private Chaos(Directive directive, DirectedRun run, Path directory) {
        this.directive = directive;
        this.run = run;
        this.directory = directory;
    }

    static Chaos begin(Directive directive) throws IOException, InterruptedException {
        DirectedRun run = directive.begin();
        return new Chaos(directive, run, run.directory());
    }

    /** Whether the steady state was reached; if not, nothing can be injected any more. */
    boolean awaitSteadyState() {
        return await(journal -> journal.entered(Phase.METHOD).isPresent());
    }

    Result finish(Optional<String> failure) throws IOException, InterruptedException {
        run.order(new Order.Finish(failure));
        Result result = run.result();
        directive.ended(result);
        return result;
    }

    /**
     * Injects the fault of a step, and returns when it bites, which is verified.
     *
     * @param step id of a step of the scenario's method that injects one fault; each can be injected once
     * @throws ChaosException when there is no such step, it was refused, or does not bite: that ends the run
     */
    public Injection inject(String step) {
        order(new Order.Inject(step));
        await(journal -> journal.active(step).isPresent());
        Instant since = journal().active(step)
                .orElseThrow(() -> new ChaosException("'" + step + "' was not injected: " + ending()));
        return new Injection(this, step, since);
    }

    void undo(String step) {
        order(new Order.Undo(step));
        await(journal -> undoing(journal, step).isPresent());
        Event.Injection end = undoing(journal(), step)
                .orElseThrow(() -> new ChaosException("'" + step + "' was not undone: " + ending()));
        if (end.state() == InjectionState.UNDO_FAILED) {
            throw new ChaosException("'" + step + "' was not undone: " + end.detail());
        }
    }

    /** An app of the workload. */
    public App app(String name) {
        if (directive.scenario().workload().stream().noneMatch(app -> app.app().equals(name))) {
            throw new ChaosException("the workload has no app '" + name + "'");
        }
        return new App(this, name);
    }

    /** The hosts of the cluster. */
    public Topology topology() {
        return journal().last(Event.ClusterOpened.class).orElseThrow().topology();
    }

    /** The name of the leading master, as the cluster told last; empty while there is none. */
    public Optional<String> leadingMaster() {
        return journal().last(Event.LeaderSeen.class).map(Event.LeaderSeen::host).filter(host -> !host.isEmpty());
    }

    /** What has happened so far. */
    public Timeline journal() {
        try {
            return JournalReader.soFar(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the journal, the logs and in the end the reports of the run are. */
    public Path directory() {
        return directory;
    }

    /**
     * Judges an objective by what has happened so far.
     *
     * @param objective as in scenario files, such as
     *     <code>{indicator: availability, app: web, during: cut, at-least: 60%}</code>
     * @throws dev.mesoschaos.scenarios.language.UsageException when it cannot be read
     */
    public Claim judge(String objective) {
        return directive.judgement(objective).apply(journal());
    }

    /** The same, again and again until it is decided, the deadline has passed, or the run is over. */
    Claim judge(String objective, Instant deadline) {
        Function<Timeline, Claim> judgement = directive.judgement(objective);
        await(journal -> judgement.apply(journal).verdict() != Verdict.INCONCLUSIVE || !clock.now().isBefore(deadline));
        return judgement.apply(journal());
    }

    /** Waits until the journal shows something, or the run is over, and says whether it did. */
    private boolean await(Predicate<Timeline> seen) {
        while (true) {
            boolean over = run.over();
            Timeline journal = journal();
            if (seen.test(journal)) {
                return true;
            }
            if (over || journal.entered(Phase.CLOSING).isPresent()) {
                return false;
            }
            clock.pause(TICK);
        }
    }

    private void order(Order order) {
        try {
            run.order(order);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChaosException("interrupted");
        }
    }

    /** Why the run has ended, as its verdict will say. */
    private String ending() {
        try {
            return run.result().why();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static Optional<Event.Injection> undoing(Timeline journal, String step) {
        return journal.of(Event.Injection.class).stream()
                .filter(change -> change.step().equals(step))
                .filter(change -> UNDOES.contains(change.state()))
                .findFirst();
    }
}
