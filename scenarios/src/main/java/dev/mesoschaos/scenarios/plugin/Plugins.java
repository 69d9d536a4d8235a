package dev.mesoschaos.scenarios.plugin;

import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.ProbeType;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.workload.WorkloadProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Everything found on the class path, by the word that scenario files use for it.
 *
 * @param faults by {@link FaultType#id()}
 * @param probes by {@link ProbeType#id()}
 * @param indicators by {@link Indicator#id()}
 * @param invariants by {@link Invariant#id()}
 * @param clusters by {@link ClusterProvider#id()}
 */
public record Plugins(
        Map<String, FaultType<?>> faults,
        Map<String, ProbeType> probes,
        Map<String, Indicator> indicators,
        Map<String, Invariant> invariants,
        Map<String, ClusterProvider> clusters,
        List<WorkloadProvider> workloads,
        List<ReportWriter> reports) {

    /**
     * Looks on the class path.
     *
     * @throws IllegalStateException when two parts claim the same word
     */
    public static Plugins find() {
        Map<String, FaultType<?>> faults = new LinkedHashMap<>();
        for (FaultType<?> fault : ServiceLoader.load(FaultType.class)) {
            put(faults, fault.id(), fault);
        }
        return new Plugins(
                faults,
                byWord(ProbeType.class, ProbeType::id),
                byWord(Indicator.class, Indicator::id),
                byWord(Invariant.class, Invariant::id),
                byWord(ClusterProvider.class, ClusterProvider::id),
                all(WorkloadProvider.class),
                all(ReportWriter.class));
    }

    private static <T> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>();
        ServiceLoader.load(type).forEach(found::add);
        return List.copyOf(found);
    }

    private static <T> Map<String, T> byWord(Class<T> type, Function<T, String> word) {
        Map<String, T> found = new LinkedHashMap<>();
        all(type).forEach(part -> put(found, word.apply(part), part));
        return found;
    }

    private static <T> void put(Map<String, T> found, String word, T part) {
        T other = found.put(word, part);
        if (other != null) {
            throw new IllegalStateException("both " + other.getClass().getName() + " and "
                    + part.getClass().getName() + " call themselves '" + word + "': remove one from the class path");
        }
    }
}
