package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Targets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Turns connections as a target into links. A pure function of what it is given.
 *
 * @param links those that run through proxies
 * @param tasks running tasks
 */
record LinkTargets(Topology topology, List<Links.Link> links, List<RunningTask> tasks) {

    /**
     * The links of masters and agents to ZooKeeper servers, or those of users to masters.
     *
     * @throws IllegalArgumentException when no such link runs through a proxy
     */
    Targets to(Role role, String word) {
        Set<String> servers = topology.of(role).stream().map(Host::name).collect(Collectors.toSet());
        Predicate<Links.Link> dialled = link -> servers.contains(link.to());
        return role == Role.ZOOKEEPER
                ? targets("all links to " + word, dialled.and(link -> !servers.contains(link.from())))
                : targets("all links of users to " + word, dialled.and(LinkTargets::ofUsers));
    }

    /**
     * The links of users to the tasks of an app that run now.
     *
     * @throws IllegalArgumentException when none runs, or no such link runs through a proxy
     */
    Targets toApp(String app) {
        Set<Address> services = tasks.stream()
                .filter(task -> task.app().equals(app))
                .flatMap(task -> service(task).stream())
                .collect(Collectors.toSet());
        if (services.isEmpty()) {
            throw new IllegalArgumentException(
                    "the target matches nothing: no task of app " + app + " that listens on a port runs now");
        }
        return targets("all links of users to app " + app, link -> ofUsers(link) && services.contains(link.upstream()));
    }

    private Optional<Address> service(RunningTask task) {
        return topology.host(task.host())
                .flatMap(host -> task.port().map(port -> new Address(host.service().host(), port)));
    }

    private static boolean ofUsers(Links.Link link) {
        return link.from().equals(Links.HARNESS);
    }

    private Targets targets(String what, Predicate<Links.Link> wanted) {
        List<Links.Link> chosen = links.stream().filter(wanted).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "the target matches nothing: of " + what + " none runs through a proxy");
        }
        Set<String> names = chosen.stream().map(Links.Link::to).collect(Collectors.toSet());
        return new Targets(
                what,
                topology.hosts().stream().filter(host -> names.contains(host.name())).toList(),
                List.of(),
                chosen);
    }
}
