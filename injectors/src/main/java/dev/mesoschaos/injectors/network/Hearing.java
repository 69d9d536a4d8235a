package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.injectors.network.PartitionPlan.Witnesses;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the {@link Witnesses} of a partition that hosts make. Those that are off do not count. */
record Hearing(PartitionPlan plan, Cluster cluster, Shell shell) {

    /** Whether all of them say that it is there. */
    Evidence cut() {
        Witnesses witnesses = plan.witnesses();
        List<String> reached = Reachability.within(cluster, on(witnesses.silent()));
        if (!reached.isEmpty()) {
            return Evidence.missing("still within reach: " + String.join(", ", reached));
        }
        List<String> lost = lost(on(witnesses.heard()));
        if (!lost.isEmpty()) {
            return Evidence.missing("out of reach, and should not be: " + String.join(", ", lost));
        }
        List<String> bystanders = Reachability.within(cluster, on(witnesses.bystanders()));
        if (bystanders.isEmpty() && !witnesses.bystanders().isEmpty()) {
            return Evidence.missing("no bystander is within reach either: " + String.join(", ", witnesses.bystanders()));
        }
        List<String> within = Stream.concat(on(witnesses.heard()).stream(), bystanders.stream().limit(1)).toList();
        Map<Knock, Boolean> passes = passes(Stream.concat(witnesses.cut().stream(), witnesses.open().stream()));
        return passes.entrySet().stream()
                .filter(knock -> knock.getValue() != witnesses.open().contains(knock.getKey()))
                .map(knock -> knock.getKey() + (knock.getValue() ? " can still connect" : " cannot connect, and should"))
                .sorted()
                .findFirst()
                .map(Evidence::missing)
                .orElseGet(() -> Evidence.holds(words(on(witnesses.silent()), within, passes)));
    }

    private static String words(List<String> silent, List<String> within, Map<Knock, Boolean> passes) {
        return Stream.of(
                        told("out of reach", silent.stream()),
                        told("within reach", within.stream()),
                        told("cannot connect", knocks(passes, false)),
                        told("can connect", knocks(passes, true)))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static Stream<String> knocks(Map<Knock, Boolean> passes, boolean wanted) {
        return passes.keySet().stream().filter(knock -> passes.get(knock) == wanted).map(Knock::toString).sorted();
    }

    private static String told(String what, Stream<String> names) {
        String all = names.collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : what + ": " + all;
    }

    /** Whether all of them say that it is gone. */
    Evidence mended() {
        List<String> lost = lost(on(plan.targets()));
        if (!lost.isEmpty()) {
            return Evidence.missing("nothing of ours is left, but out of reach: " + String.join(", ", lost));
        }
        Map<Knock, Boolean> passes = passes(plan.witnesses().cut().stream());
        List<Knock> shut = passes.keySet().stream().filter(knock -> !passes.get(knock)).toList();
        List<Knock> byOthers = shut.stream().filter(this::isShutByOthers).toList();
        if (shut.size() > byOthers.size()) {
            return Evidence.missing("nothing of ours is left, but cannot connect: "
                    + knocks(passes, false).collect(Collectors.joining(", ")));
        }
        return Evidence.holds("nothing is left; within reach: " + String.join(", ", on(plan.targets()))
                + told("; cut by another partition", byOthers.stream().map(Knock::toString).sorted()));
    }

    /** Whether one end drops packets of the other because of a partition that is still open, and whose undo will tell. */
    private boolean isShutByOthers(Knock knock) {
        return drops(knock.from(), knock.to()) || drops(knock.to(), knock.from());
    }

    private boolean drops(String host, String peer) {
        HostCommand everything = DropScript.everything(host);
        String address = Reachability.host(cluster, peer).service().host();
        Pattern word = Pattern.compile("(?<![\\w.:])" + Pattern.quote(address) + "(?![\\w.:])");
        return !cluster.isOff(host)
                && word.matcher(shell.run(host, everything.command().toArray(String[]::new)).stdout()).find();
    }

    private List<String> lost(List<String> hosts) {
        List<String> reached = Reachability.within(cluster, hosts);
        return hosts.stream().filter(host -> !reached.contains(host)).toList();
    }

    private Map<Knock, Boolean> passes(Stream<Knock> knocks) {
        Map<Knock, Boolean> passes = new ConcurrentHashMap<>();
        AllOf.atOnce(knocks.map(knock ->
                () -> knock.passes(cluster, shell).ifPresent(passed -> passes.put(knock, passed))));
        return passes;
    }

    private List<String> on(List<String> hosts) {
        return hosts.stream().filter(host -> !cluster.isOff(host)).toList();
    }
}
