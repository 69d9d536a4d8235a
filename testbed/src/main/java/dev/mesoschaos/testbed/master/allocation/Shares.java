package dev.mesoschaos.testbed.master.allocation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who comes next by dominant resource fairness (mesos-facts section 7): the smallest share first, then the fewest
 * allocations so far, then the name. Names with slashes are a tree, whose siblings compete with each other.
 */
final class Shares {

    /** The leaf that stands for a role itself beside the roles below it. */
    private static final String SELF = "/.";

    private final Map<String, Held> byNode = new HashMap<>();
    private final Map<String, Double> weights = new HashMap<>();

    /** What a node and all below it hold, and how often they were given something. */
    private static final class Held {
        private final Map<String, Long> milli = new HashMap<>();
        private long allocations;

        private double share(Quantities cluster) {
            double share = 0;
            for (Map.Entry<String, Long> held : milli.entrySet()) {
                share = Math.max(share, (double) held.getValue() / Math.max(1, cluster.get(held.getKey())));
            }
            return share;
        }
    }

    void weigh(Map<String, Double> all) {
        weights.clear();
        weights.putAll(all);
    }

    void give(String name, Quantities amounts) {
        for (String node : path(name)) {
            Held held = byNode.computeIfAbsent(node, unknown -> new Held());
            amounts.milli().forEach((resource, amount) -> held.milli.merge(resource, amount, Long::sum));
            held.allocations++;
        }
    }

    void take(String name, Quantities amounts) {
        for (String node : path(name)) {
            Held held = byNode.get(node);
            if (held != null) {
                amounts.milli().forEach((resource, amount) -> held.milli.merge(resource, -amount, Long::sum));
            }
        }
    }

    void forget(String name) {
        path(name).reversed().stream().limit(2).forEach(byNode::remove);
    }

    /** The names in the order in which they are served. */
    List<String> order(Collection<String> names, Quantities cluster) {
        List<String> order = new ArrayList<>(names.size());
        order("", names, cluster, order);
        return order;
    }

    private void order(String parent, Collection<String> names, Quantities cluster, List<String> into) {
        Map<String, List<String>> children = new TreeMap<>();
        names.forEach(name -> children.computeIfAbsent(child(parent, name), node -> new ArrayList<>()).add(name));
        Function<String, Held> held = node -> byNode.getOrDefault(node, new Held());
        children.keySet().stream()
                .sorted(Comparator.comparingDouble((String node) ->
                                held.apply(node).share(cluster) / weights.getOrDefault(node, 1.0))
                        .thenComparingLong(node -> held.apply(node).allocations)
                        .thenComparing(node -> node))
                .forEach(node -> {
                    if (node.endsWith(SELF)) {
                        into.addAll(children.get(node));
                    } else if (children.get(node).equals(List.of(node))) {
                        into.add(node);
                    } else {
                        order(node, children.get(node), cluster, into);
                    }
                });
    }

    /** The node below {@code parent} in which {@code name} is. */
    private static String child(String parent, String name) {
        if (name.equals(parent)) {
            return name + SELF;
        }
        int slash = name.indexOf('/', parent.isEmpty() ? 0 : parent.length() + 1);
        return slash < 0 ? name : name.substring(0, slash);
    }

    private static List<String> path(String name) {
        List<String> path = new ArrayList<>();
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            path.add(name.substring(0, slash));
        }
        path.add(name);
        path.add(name + SELF);
        return path;
    }
}
