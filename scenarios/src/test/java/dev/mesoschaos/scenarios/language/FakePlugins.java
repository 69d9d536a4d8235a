package dev.mesoschaos.scenarios.language;

import static dev.mesoschaos.scenarios.model.Query.Key.APP;
import static dev.mesoschaos.scenarios.model.Query.Key.PERCENTILE;
import static dev.mesoschaos.scenarios.model.Query.Key.SLO;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.measure.ProbeType;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the smoke library, with parameters read as the real parts read them and nothing behind them. */
final class FakePlugins {

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofMinutes(10);

    private FakePlugins() {}

    static Plugins all() {
        return new Plugins(
                byId(FaultType::id, faults()),
                byId(ProbeType::id, probes()),
                byId(Indicator::id, indicators()),
                byId(Invariant::id, Stream.of("no-lost-tasks", "no-duplicate-tasks").map(NamedInvariant::new)),
                Map.of(),
                List.of(),
                List.of());
    }

    private static Stream<FaultType<?>> faults() {
        return Stream.of(
                new Fault("host-power-off", fields -> "off"),
                new Fault("network-partition", fields -> fields.word("kind", "full", List.of("full", "one-way"))),
                new Fault("process-kill", fields -> "kill"),
                new Fault("zookeeper-saturation", fields ->
                        fields.duration("p99", MIN, MAX) + " " + fields.integer("sessions", 1, 1000, 20)),
                new Fault("toxiproxy-latency", FakePlugins::latency));
    }

    private static String latency(Fields fields) {
        Duration latency = fields.duration("latency", MIN, MAX);
        Duration jitter = fields.duration("jitter", Duration.ZERO, MAX, Duration.ZERO);
        if (jitter.compareTo(latency) > 0) {
            throw fields.wrong("jitter", "jitter must not exceed latency");
        }
        return latency + " " + jitter;
    }

    private static Stream<ProbeType> probes() {
        return Stream.of(
                new NamedProbe("scheduling", fields ->
                        fields.duration("every", MIN, MAX) + " " + fields.duration("deadline", MIN, MAX)),
                new NamedProbe("http", fields -> fields.text("app") + fields.ratePerSecond("rate", 1000, 10)
                        + fields.duration("timeout", MIN, MAX)));
    }

    private static Stream<Indicator> indicators() {
        return Stream.of(
                new NamedIndicator("schedulability", Unit.RATIO, Set.of(), Set.of()),
                new NamedIndicator("availability", Unit.RATIO, Set.of(APP), Set.of()),
                new NamedIndicator("rescheduling-time", Unit.SECONDS, Set.of(APP, PERCENTILE), Set.of()),
                new NamedIndicator("time-to-detect", Unit.SECONDS, Set.of(PERCENTILE), Set.of()),
                new NamedIndicator("recovery-time", Unit.SECONDS, Set.of(), Set.of()),
                new NamedIndicator("error-budget-spent", Unit.RATIO, Set.of(SLO), Set.of(SLO)),
                new NamedIndicator("missing-tasks", Unit.COUNT, Set.of(), Set.of()));
    }

    private static <T> Map<String, T> byId(Function<T, String> id, Stream<? extends T> parts) {
        return parts.collect(Collectors.toMap(id, part -> part));
    }

    private static UnsupportedOperationException onlyRead() {
        return new UnsupportedOperationException("this part can only be read");
    }

    /** A fault whose planner remembers what was read. */
    record Fault(String id, Function<Fields, String> reader) implements FaultType<String> {
        @Override
        public String harm() {
            return id;
        }

        @Override
        public Class<String> planType() {
            return String.class;
        }

        @Override
        public Planner<String> read(Fields parameters) {
            return new Read(this, reader.apply(parameters));
        }

    @Override
    public List<Resource> resources(String plan) {
        return List.of();
    }

        @Override
        public void inject(String plan, FaultContext context) {
            throw onlyRead();
        }

        @Override
        public Evidence verifyEffect(String plan, FaultContext context) {
            throw onlyRead();
        }

        @Override
        public void undo(String plan, FaultContext context) {
            throw onlyRead();
        }

        @Override
        public Evidence verifyUndone(String plan, FaultContext context) {
            throw onlyRead();
        }
    }

    /** What a fake fault's parameters said. */
    record Read(FaultType<String> type, String parameters) implements Planner<String> {
        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of();
        }

        @Override
        public Visibility visibility() {
            return Visibility.AGENT_SILENT;
        }

        @Override
        public Optional<Visibility> onExecutors() {
            return Optional.of(Visibility.TASK_ENDS).filter(ends -> type.id().equals("process-kill"));
        }

        @Override
        public boolean onLinks() {
            return type.id().equals("toxiproxy-latency");
        }

        @Override
        public String plan(Targets targets, Situation situation) {
            throw onlyRead();
        }

        @Override
        public List<String> describe(String plan) {
            return List.of(plan);
        }
    }

    private record NamedProbe(String id, Function<Fields, String> reader) implements ProbeType {
        @Override
        public String measures() {
            return id;
        }

        @Override
        public Probe read(Fields parameters) {
            return new ReadProbe(reader.apply(parameters));
        }
    }

    private record ReadProbe(String parameters) implements Probe {
        @Override
        public Running start(RunContext context, Workload workload) {
            throw onlyRead();
        }
    }

    private record NamedIndicator(String id, Unit unit, Set<Query.Key> takes, Set<Query.Key> needs)
            implements Indicator {
        @Override
        public String meaning() {
            return id;
        }

        @Override
        public Measurement measure(Timeline timeline, Window window, Query query) {
            throw onlyRead();
        }
    }

    private record NamedInvariant(String id) implements Invariant {
        @Override
        public String meaning() {
            return id;
        }

        @Override
        public Finding check(Timeline timeline) {
            throw onlyRead();
        }
    }
}
