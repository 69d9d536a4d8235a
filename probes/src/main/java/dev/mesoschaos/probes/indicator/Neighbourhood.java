package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Onset;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who stands beside the aggressor.
 *
 * @param targets hosts of the faults
 * @param racks of each host
 */
record Neighbourhood(Set<String> targets, Map<String, String> racks) {

    /** Of the faults that took effect in a window. */
    static Neighbourhood of(Timeline timeline, Window window) {
        Set<String> targets = Onset.ofFaults(timeline, window).stream()
                .flatMap(onset -> onset.targets().stream())
                .collect(Collectors.toUnmodifiableSet());
        Optional<Topology> topology = timeline.last(Event.ClusterOpened.class).map(Event.ClusterOpened::topology);
        return new Neighbourhood(
                targets,
                topology.map(Topology::hosts).orElse(List.of()).stream()
                        .collect(Collectors.toUnmodifiableMap(Host::name, Host::rack)));
    }

    /** Requests to the hosts of the faults. */
    List<AskedRequest> beside(List<AskedRequest> requests) {
        return to(requests, targets::contains);
    }

    /** Requests to other hosts of their racks. */
    List<AskedRequest> onTheSameRacks(List<AskedRequest> requests) {
        return to(requests, host -> !targets.contains(host) && touchedRacks().contains(racks.getOrDefault(host, "")));
    }

    /** Requests to racks on which no fault is. */
    List<AskedRequest> onOtherRacks(List<AskedRequest> requests) {
        return to(requests, host -> racks.containsKey(host) && !touchedRacks().contains(racks.get(host)));
    }

    private Set<String> touchedRacks() {
        return targets.stream().filter(racks::containsKey).map(racks::get).collect(Collectors.toUnmodifiableSet());
    }

    private static List<AskedRequest> to(List<AskedRequest> requests, Predicate<String> hosts) {
        return requests.stream().filter(request -> hosts.test(request.host())).toList();
    }
}
