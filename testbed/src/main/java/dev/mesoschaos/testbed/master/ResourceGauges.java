package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Kind;
import dev.mesoschaos.testbed.master.allocation.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What agents have and what of it is used, altogether and by role; revocable resources are counted apart. */
final class ResourceGauges {

    private static final String ALLOCATOR = "allocator/mesos/";
    private static final String[] SCALARS = {"cpus", "gpus", "mem", "disk"};
    private static final Predicate<Kind> PLAIN = Predicate.not(Kind::revocable);

    private final Map<String, Double> all;

    private ResourceGauges(Map<String, Double> all) {
        this.all = all;
    }

    /** The gauges of a cluster; without agents those of a master that does not lead. */
    static void add(Optional<Cluster> cluster, Map<String, Double> all) {
        ResourceGauges gauges = new ResourceGauges(all);
        List<RegisteredAgent> agents = cluster.stream().flatMap(known -> known.agents().values().stream()).toList();
        Resources total = Resources.sum(agents.stream().map(RegisteredAgent::total).toList());
        List<Holding> used = agents.stream().flatMap(RegisteredAgent::holdings).toList();
        gauges.addAgents(total, Holding.sum(used.stream()));
        cluster.ifPresent(known -> {
            List<Holding> held = Stream.concat(
                            used.stream(), known.offers().values().stream().map(OutstandingOffer::holding))
                    .toList();
            gauges.addAllocator(total, Holding.sum(held.stream()));
            gauges.addRoles(known, used, held, total);
        });
    }

    private void addAgents(Resources total, Resources used) {
        add("", total.only(PLAIN), used.only(PLAIN));
        add("_revocable", total.only(Kind::revocable), used.only(Kind::revocable));
    }

    private void add(String kind, Resources total, Resources used) {
        for (String name : SCALARS) {
            String prefix = "master/" + name + kind;
            all.put(prefix + "_total", total.scalar(name));
            all.put(prefix + "_used", used.scalar(name));
            all.put(prefix + "_percent", total.scalar(name) > 0 ? used.scalar(name) / total.scalar(name) : 0);
        }
    }

    /** The allocator makes no difference between revocable resources and others. */
    private void addAllocator(Resources total, Resources held) {
        for (String name : SCALARS) {
            if (total.scalar(name) > 0) {
                all.put(ALLOCATOR + "resources/" + name + "/total", total.scalar(name));
                all.put(ALLOCATOR + "resources/" + name + "/offered_or_allocated", held.scalar(name));
            }
        }
    }

    private void addRoles(Cluster cluster, List<Holding> used, List<Holding> held, Resources total) {
        Set<String> roles = new TreeSet<>();
        cluster.frameworks().values().forEach(framework -> roles.addAll(framework.roles()));
        for (String role : roles) {
            Resources own = sum(held, role::equals);
            double share = 0;
            for (String name : SCALARS) {
                share = total.scalar(name) > 0 ? Math.max(share, own.scalar(name) / total.scalar(name)) : share;
            }
            all.put(ALLOCATOR + "roles/" + role + "/shares/dominant", share);
            addConsumption(role, sum(used, user -> user.equals(role) || user.startsWith(role + "/")));
        }
        if (!roles.isEmpty()) {
            // The root of all roles.
            addConsumption("", sum(used, user -> true));
        }
    }

    private void addConsumption(String role, Resources used) {
        for (String name : new String[] {"cpus", "mem", "disk"}) {
            if (used.scalar(name) > 0) {
                all.put(ALLOCATOR + "quota/roles/" + role + "/resources/" + name + "/consumed", used.scalar(name));
            }
        }
    }

    private static Resources sum(List<Holding> holdings, Predicate<String> role) {
        return Holding.sum(holdings.stream().filter(held -> role.test(held.claim().role())));
    }
}
