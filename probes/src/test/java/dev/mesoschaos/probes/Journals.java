package dev.mesoschaos.probes;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Event.Request;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Writes journals for tests; all times are seconds since the start of the run. */
public final class Journals {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** P = 1 s, M = 3, allocation every second, no removal limit. */
    public static final Facts FACTS = new Facts(
            Duration.ofSeconds(1), 3, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5),
                Duration.ofMillis(500), "1.11.0");

    private final List<Event> events = new ArrayList<>();

    /** Three racks of two agents: a1 and a2 in r1, a3 and a4 in r2, a5 and a6 in r3. */
    public Journals cluster() {
        List<Host> hosts = LongStream.rangeClosed(1, 6)
                .mapToObj(n -> new Host("a" + n, Role.AGENT, "r" + (n + 1) / 2, new Address("10.0.0." + n, 5051)))
                .toList();
        return add(new Event.ClusterOpened(
                at(0), "c", EvidenceGrade.TESTBED, "none", new Topology(hosts), FACTS, Duration.ZERO, 0));
    }

    public Journals scenario(String yaml) {
        return add(new Event.RunStarted(
                at(0), "run", "test", yaml, "test.yaml", 1, "0", "0", "test", Map.of(), "local"));
    }

    public Journals phase(Phase phase, double at) {
        return add(new Event.PhaseEntered(at(at), phase));
    }

    /** The gate before the method, met. */
    public Journals steady(double since, double at) {
        return add(new Event.SteadyState(at(at), false, true, Optional.of(at(since)), ""));
    }

    public Journals recovered(double since, double at) {
        return add(new Event.SteadyState(at(at), true, true, Optional.of(at(since)), ""));
    }

    public Journals notRecovered(double at, String detail) {
        return add(new Event.SteadyState(at(at), true, false, Optional.empty(), detail));
    }

    /** A fault that was planned and injected just before it took effect. */
    public Journals fault(String step, Visibility visibility, List<String> targets, double active) {
        return fault(step, visibility, targets, active, active);
    }

    /** The same, but all of the effect was seen later than it began. */
    public Journals fault(String step, Visibility visibility, List<String> targets, double active, double verified) {
        add(new Event.Planned(
                at(active - 0.2), step + "-1", step, "test-fault", "harm", targets, "", visibility,
                NullNode.getInstance(), List.of(), List.of()));
        change(step, InjectionState.INJECTING, active - 0.1);
        return add(new Event.Injection(
                at(verified), step + "-1", step, InjectionState.ACTIVE, "", Optional.of(at(active))));
    }

    public Journals undone(String step, double at) {
        change(step, InjectionState.UNDOING, at - 0.1);
        return change(step, InjectionState.UNDONE, at);
    }

    private Journals change(String step, InjectionState state, double at) {
        return add(new Event.Injection(at(at), step + "-1", step, state, "", Optional.empty()));
    }

    /** Logs were read, each of these lines at fault. */
    public Journals logs(int lines, String... faults) {
        List<Event.LogLine> matches = LongStream.rangeClosed(1, faults.length)
                .mapToObj(n -> new Event.LogLine("m1.log", n, faults[(int) n - 1]))
                .toList();
        return add(new Event.LogsRead(at(40), 1, lines, matches));
    }

    /** The framework is subscribed with this master; with none when empty. */
    public Journals leader(String host, double at) {
        return add(new Event.LeaderSeen(at(at), host));
    }

    /** The masters' opinion of an agent. */
    public Journals agent(String host, String state, double at) {
        return add(new Event.AgentSeen(at(at), host, state));
    }

    /** A task that is launched and running at once, such as {@code web.3-1} of slot {@code web.3} of app web. */
    public Journals runs(String task, String host, double at) {
        return launched(task, host, at, null).update(task, "TASK_RUNNING", at);
    }

    public Journals launched(String task, String host, double at, String replaces) {
        return add(new Event.TaskLaunch(
                at(at), app(task), slot(task), task, host, Optional.ofNullable(replaces), Optional.empty()));
    }

    public Journals update(String task, String state, double at) {
        return update(task, state, "", at);
    }

    public Journals update(String task, String state, String reason, double at) {
        return add(new Event.TaskUpdate(
                at(at), app(task), slot(task), task, "", state, "SOURCE_MASTER", reason, "", Optional.empty()));
    }

    /** Beats twice a second, both ends included. */
    public Journals beats(String task, double from, double to) {
        for (double at = from; at <= to; at += 0.5) {
            mark(task, Event.Mark.BEAT, at);
        }
        return this;
    }

    public Journals mark(String task, Event.Mark mark, double at) {
        return add(new Event.TaskMark(at(at), app(task), task, "", mark, at(at)));
    }

    /** A canary that was due, with a deadline of 5 s, and of which nothing is known. */
    public Journals canaryDue(double at) {
        return add(new Event.CanaryDue(at(at), "canary-" + at, Duration.ofSeconds(5), Duration.ofMillis(250)));
    }

    /** A canary of a kind that was due, and ran at once or never. */
    public Journals canary(double due, Event.CanaryKind kind, boolean ran) {
        add(new Event.CanaryDue(
                at(due), "canary-" + due, Duration.ofSeconds(5), Duration.ofMillis(250), Optional.of(kind)));
        return add(new Event.Canary(
                at(due), "canary-" + due + "-1", Optional.empty(), ran ? Optional.of(at(due)) : Optional.empty(),
                Duration.ofSeconds(5), "a1", ""));
    }

    public Journals canaryRan(double due, double after) {
        canaryDue(due);
        return add(new Event.Canary(
                at(due), "canary-" + due + "-1", Optional.of(at(due)), Optional.of(at(due + after)),
                Duration.ofSeconds(5), "a1", ""));
    }

    /** A canary that ran on a host at once. */
    public Journals canaryOn(String host, double due) {
        canaryDue(due);
        return add(new Event.Canary(
                at(due), "canary-" + due + "-1", Optional.of(at(due)), Optional.of(at(due)), Duration.ofSeconds(5),
                host, ""));
    }

    public Journals canaryFailed(double due) {
        canaryDue(due);
        return add(new Event.Canary(
                at(due), "canary-" + due + "-1", Optional.empty(), Optional.empty(), Duration.ofSeconds(5), "",
                "no offer"));
    }

    /** Canaries each 250 ms, to excluded, that run after 20 ms. */
    public Journals canaries(double from, double to) {
        for (double due = from; due < to; due += 0.25) {
            canaryRan(due, 0.02);
        }
        return this;
    }

    /** One batch of requests to app web, 100 a second, of 2 ms each. */
    public Journals requests(double from, double to, LongFunction<Outcome> outcome) {
        return requests("web", from, to, 2000, outcome);
    }

    /** One batch of requests to app web on a host, 100 a second, all answered. */
    public Journals requestsTo(String host, double from, double to, long latencyMicros) {
        List<Request> requests = LongStream.range(0, Math.round((to - from) * 100))
                .mapToObj(n -> new Request(n * 10_000, latencyMicros, Outcome.OK, host))
                .toList();
        return add(new Event.Requests(at(from), "http", "web", 100, requests));
    }

    /** Four questions a second to a part of the control plane. */
    public Journals questions(String service, double from, double to, long latencyMicros, LongFunction<Outcome> outcome) {
        List<Request> questions = LongStream.range(0, Math.round((to - from) * 4))
                .mapToObj(n -> new Request(n * 250_000, latencyMicros, outcome.apply(n), "m1"))
                .toList();
        return add(new Event.Requests(at(from), "control-plane", service, 4, questions));
    }

    public Journals requests(String app, double from, double to, long latencyMicros, LongFunction<Outcome> outcome) {
        return requests("http", app, from, to, latencyMicros, outcome);
    }

    /** One batch of requests of a probe to an app, 100 a second. */
    public Journals requests(
            String probe, String app, double from, double to, long latencyMicros, LongFunction<Outcome> outcome) {
        List<Request> requests = LongStream.range(0, Math.round((to - from) * 100))
                .mapToObj(n -> new Request(n * 10_000, latencyMicros, outcome.apply(n), "a1"))
                .toList();
        return add(new Event.Requests(at(from), probe, app, 100, requests));
    }

    /** One batch of requests to app web, 100 a second, some of which were sent late. */
    public Journals requestsSentLate(double from, double to, int late) {
        List<Request> requests = LongStream.range(0, Math.round((to - from) * 100))
                .mapToObj(n -> new Request(n * 10_000, 5000, Outcome.OK, "a1"))
                .toList();
        return add(new Event.Requests(at(from), "http", "web", 100, late, requests));
    }

    private Journals add(Event event) {
        events.add(event);
        return this;
    }

    /** The journal in the order of time. */
    public Timeline timeline() {
        return new Timeline(
                events.stream().sorted(Comparator.comparing(Event::at)).toList());
    }

    public static Instant at(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }

    public static Window window(double from, double to) {
        return new Window(at(from), at(to));
    }

    public static Query app(String app, double percentile) {
        return new Query(Optional.of(app), OptionalDouble.of(percentile));
    }

    private static String slot(String task) {
        return task.substring(0, task.lastIndexOf('-'));
    }

    private static String app(String task) {
        return task.substring(0, task.indexOf('.'));
    }
}
