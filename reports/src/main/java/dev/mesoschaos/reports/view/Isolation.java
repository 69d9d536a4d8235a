package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Scope;
import dev.mesoschaos.scenarios.verdict.LedgerEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a fault on agents cost those beside it, against those elsewhere at the same time.
 *
 * @param aggressor the fault, and what proves that it bit
 */
public record Isolation(String id, String step, String aggressor, List<Row> rows, Panel panel) {

    /** A group of requests, during the fault and before it. */
    public record Row(
            String group, long n, String failed, String p50, String p90, String p99, String max, long beforeN,
            String beforeP50, String beforeP99) {}

    /** One for each step whose faults were in effect on agents to which requests went. */
    static List<Isolation> of(Timeline timeline, List<LedgerEntry> ledger, Axis axis) {
        Optional<Topology> topology = timeline.last(Event.ClusterOpened.class).map(Event.ClusterOpened::topology);
        List<Event.Requests> batches = timeline.of(Event.Requests.class);
        if (topology.isEmpty() || batches.isEmpty()) {
            return List.of();
        }
        Map<String, List<LedgerEntry>> bySteps = ledger.stream()
                .filter(entry -> entry.activeFrom().isPresent())
                .collect(Collectors.groupingBy(LedgerEntry::step, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Asked>> apps = new LinkedHashMap<>();
        batches.stream()
                .collect(Collectors.groupingBy(Event.Requests::app, LinkedHashMap::new, Collectors.toList()))
                .forEach((app, some) -> apps.put(app, Asked.of(some, axis)));
        List<Isolation> all = new ArrayList<>();
        bySteps.forEach((step, entries) -> timeline.window(new Scope.During(step)).ifPresent(window ->
                new Groups(topology.get(), entries, apps).compare(step, window, timeline.baseline(), axis)
                        .ifPresent(all::add)));
        return all;
    }

    /** Who stands where to the faults of a step. */
    private record Groups(Topology topology, List<LedgerEntry> faults, Map<String, List<Asked>> apps) {

        private Optional<Isolation> compare(String step, Window window, Optional<Window> baseline, Axis axis) {
            Set<String> targets = faults.stream().flatMap(entry -> entry.targets().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            Map<String, String> agents = topology.of(Role.AGENT).stream()
                    .collect(Collectors.toMap(Host::name, Host::rack, (one, two) -> one));
            Set<String> racks = targets.stream().filter(agents::containsKey).map(agents::get).collect(Collectors.toSet());
            Map<String, Predicate<String>> groups = new LinkedHashMap<>();
            groups.put("victim: on the fault's hosts", targets::contains);
            groups.put("same rack, other hosts", host -> !targets.contains(host) && racks.contains(agents.getOrDefault(host, "")));
            groups.put("control: other racks", host -> agents.containsKey(host) && !racks.contains(agents.get(host)));
            List<Row> rows = new ArrayList<>();
            Map<String, long[]> samples = new LinkedHashMap<>();
            apps.forEach((app, requests) -> groups.forEach((name, hosts) -> {
                String group = apps.size() > 1 ? app + ", " + name : name;
                List<Asked> during = to(hosts, Asked.in(window, requests, axis));
                List<Asked> before = baseline.map(steady -> to(hosts, Asked.in(steady, requests, axis))).orElse(List.of());
                if (!during.isEmpty() || !before.isEmpty()) {
                    rows.add(row(group, during, before));
                    samples.put(group, Asked.latencies(during));
                }
            }));
            if (racks.isEmpty() || rows.size() < 2) {
                return Optional.empty();
            }
            String id = "isolation-" + step;
            String aggressor = faults.stream()
                    .map(entry -> entry.harm() + ", on " + String.join(", ", entry.targets()) + " (" + entry.effectEvidence() + ")")
                    .distinct()
                    .collect(Collectors.joining("; "));
            return Optional.of(new Isolation(id, step, aggressor, rows, Distribution.of(id + "-chart", samples)));
        }

        private static List<Asked> to(Predicate<String> hosts, List<Asked> requests) {
            return requests.stream().filter(request -> hosts.test(request.host())).toList();
        }

        private static Row row(String group, List<Asked> during, List<Asked> before) {
            long[] now = Asked.latencies(during);
            long[] earlier = Asked.latencies(before);
            return new Row(
                    group,
                    during.size(),
                    Words.share(during.size() - now.length, during.size()),
                    Asked.words(now, 50),
                    Asked.words(now, 90),
                    Asked.words(now, 99),
                    Asked.words(now, 100),
                    before.size(),
                    Asked.words(earlier, 50),
                    Asked.words(earlier, 99));
        }
    }
}
