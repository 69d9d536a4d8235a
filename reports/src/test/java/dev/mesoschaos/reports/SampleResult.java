package dev.mesoschaos.reports;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Ability;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.EnvironmentFingerprint;
import dev.mesoschaos.scenarios.verdict.InvariantClaim;
import dev.mesoschaos.scenarios.verdict.Ledger;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is said about a {@link SampleRun}. */
record SampleResult(SampleRun run, Verdict verdict) {

    /** Of a harmless one. */
    static final Map<String, String> ENVIRONMENT = Map.of("cpus", "2", "kernel", "Linux 6.1", "Mesos", "1.11.0");

    static Result passed() {
        return new SampleResult(SampleRun.harmless(), Verdict.PASSED).result();
    }

    Result result() {
        Timeline timeline = run.timeline();
        Event.RunStarted started = timeline.of(Event.RunStarted.class).getFirst();
        List<Claim> claims = List.of(rescheduling(), schedulability());
        return new Result(
                Result.SCHEMA,
                started.runId(),
                "rack-partition",
                "One rack is cut off; the others keep scheduling" + run.evil(),
                verdict,
                "every objective and invariant holds" + run.evil(),
                Optional.of(claims.getFirst()),
                claims,
                List.of(lostTasks()),
                Ledger.of(timeline),
                List.of(
                        "Masters and agents are the project's own testbed: run it on an installed Mesos before you"
                                + " rely on it." + run.evil(),
                        "One run is one sample: it shows that it can go well, not how often."),
                started,
                timeline.last(Event.ClusterOpened.class),
                started.at(),
                Duration.between(started.at(), timeline.end()),
                Optional.of(new Ability(160, 152, 3, 40.1)),
                Optional.of(environment()));
    }

    private EnvironmentFingerprint environment() {
        Map<String, String> parts = new LinkedHashMap<>(ENVIRONMENT);
        parts.compute("kernel", (name, kernel) -> kernel + run.evil());
        return EnvironmentFingerprint.of(parts);
    }

    private Claim rescheduling() {
        List<Sample> samples = List.of(
                sample("web.0", 3.35, 0.4, 0.2), sample("web.1", 3.35, 0.71, 0.2), sample("web.2", 3.47, 0.92, 0.31));
        Floor floor = Floor.sum(List.of(
                new Floor.Term("agent_ping_timeout 1 s × max_agent_ping_timeouts 3" + run.evil(), 3, 3),
                new Floor.Term("until the next offer, allocation_interval", 0, 2)));
        return new Claim(
                "rescheduling-time-1",
                "rescheduling-time",
                "Time from the verified effect of the fault to TASK_RUNNING of the replacement.",
                Unit.SECONDS,
                "app web, p100, method and recovery",
                "at most floor + 3s",
                OptionalDouble.of(6),
                new Measurement(
                        OptionalDouble.of(4.7), false, 3, "tasks lost", "3 lost, 3 back" + run.evil(), samples),
                Optional.of(floor),
                OptionalDouble.empty(),
                OptionalDouble.of(1.3),
                Verdict.PASSED,
                "rescheduling-time method and recovery is 4.700 s, as it must (at most 6.000 s)" + run.evil());
    }

    private Sample sample(String subject, double detected, double decided, double running) {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("detected", detected);
        phases.put("decided", decided);
        phases.put("running", running);
        phases.put("healthy", 0.15);
        return new Sample(subject + run.evil(), detected + decided + running, false, phases);
    }

    private Claim schedulability() {
        return new Claim(
                "schedulability-2",
                "schedulability",
                "Share of the canary tasks due that ran in time.",
                Unit.RATIO,
                "during cut",
                "at least 90%",
                OptionalDouble.of(0.9),
                new Measurement(OptionalDouble.of(0.95), false, 80, "canaries due", "76 of 80 in time", List.of()),
                Optional.empty(),
                OptionalDouble.of(1),
                OptionalDouble.of(0.05),
                Verdict.PASSED,
                "schedulability during cut is 95.00 %, as it must (at least 90.00 %)");
    }

    private InvariantClaim lostTasks() {
        boolean failed = verdict == Verdict.FAILED;
        List<String> violations = failed ? List.of("web.1 never ran again" + run.evil()) : List.of();
        Invariant.Finding finding = new Invariant.Finding(9, "instances", violations);
        return new InvariantClaim(
                "no-lost-tasks",
                "Each instance runs again at the end.",
                finding,
                failed ? Verdict.FAILED : Verdict.PASSED);
    }
}
