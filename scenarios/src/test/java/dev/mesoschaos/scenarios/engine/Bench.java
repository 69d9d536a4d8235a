package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.language.Location;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Amount;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.model.Expectation;
import dev.mesoschaos.scenarios.model.Limits;
import dev.mesoschaos.scenarios.model.Objective;
import dev.mesoschaos.scenarios.model.Quantity;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Scope;
import dev.mesoschaos.scenarios.model.SteadyState;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.model.StopCondition;
import dev.mesoschaos.scenarios.model.TargetSpec;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import dev.mesoschaos.scenarios.verdict.Judge;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The engine with fakes around it, to be set up by a test and run. */
final class Bench {

    static final Location HERE = new Location("bench.yaml", 1, 1);

    /** As of no other bench on this machine. */
    final String runId = "run-" + UUID.randomUUID();

    final FakeCluster cluster = new FakeCluster();
    final FakeWorkload workload = new FakeWorkload();
    final FakeIndicator indicator = new FakeIndicator();
    final Abort abort = new Abort();
    final List<Step> method = new ArrayList<>();
    final List<StopCondition> stopWhen = new ArrayList<>();
    final List<Expectation> expect = new ArrayList<>();
    final List<Objective> objectives = new ArrayList<>();
    final Map<String, Invariant> invariants = new HashMap<>();
    /** No kill switch of whoever runs the tests has a say in them. */
    final Map<String, String> settings =
            new HashMap<>(Map.of(HaltFile.SETTING, "/dev/null/no-such-file"));

    Limits limits = Limits.DEFAULT;
    Duration hold = Duration.ZERO;
    Timeline timeline;

    FakeFault fault(String step) {
        FakeFault fault = new FakeFault("fault-" + step);
        method.add(step(step, fault));
        return fault;
    }

    Step.Fault step(String step, FakeFault fault) {
        TargetSpec target = new TargetSpec.OfRole(Role.AGENT, new Quantity.Any());
        return new Step.Fault(step, fault.id(), fault, target, hold, HERE);
    }

    static Bound atMost(double value) {
        return new Bound(Bound.Side.AT_MOST, new Amount.Plain(value), value + "s");
    }

    void objective(Bound bound) {
        objectives.add(new Objective("goodness", Query.ALL, new Scope.WholeMethod(), bound, HERE));
    }

    Scenario scenario() {
        return new Scenario(
                "bench",
                "A bench",
                "To try the engine.",
                ClusterSpec.DEFAULT,
                List.of(),
                List.of(),
                new SteadyState(Duration.ofMillis(400), Duration.ofMillis(100), expect),
                method,
                objectives,
                List.copyOf(invariants.keySet()),
                stopWhen,
                limits);
    }

    Plugins plugins() {
        return new Plugins(
                Map.of(),
                Map.of(),
                Map.of("goodness", indicator),
                invariants,
                Map.of("fake", cluster),
                List.of(workload),
                List.of());
    }

    Result run(Path directory) throws IOException {
        Clock clock = Clock.system();
        try (Journal journal = Journal.append(directory.resolve(JournalReader.FILE))) {
            journal.record(new Event.RunStarted(
                    clock.now(), runId, "bench", "", "bench.yaml", 7, "1", "c", "cmd", Map.of(), "fake"));
            new Engine(scenario(), plugins(), cluster, settings, journal, clock, new Seed(7), abort, Direction.IN_ORDER)
                    .run(runId, directory);
        }
        // Judged from the file, so that every test here also proves that the file holds all there is to know.
        timeline = JournalReader.read(directory);
        return new Judge(plugins()).judge(scenario(), timeline);
    }

    List<InjectionState> states(String step) {
        return timeline.of(Event.Injection.class).stream()
                .filter(event -> event.step().equals(step))
                .map(Event.Injection::state)
                .toList();
    }
}
