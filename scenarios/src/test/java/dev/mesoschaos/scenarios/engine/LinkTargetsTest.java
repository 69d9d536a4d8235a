package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.TargetSpec;
import dev.mesoschaos.scenarios.time.Seed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which connections a step means that says {@code target: {links: ...}}. */
class LinkTargetsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Topology TOPOLOGY = new Topology(List.of(
            new Host("m1", Role.MASTER, "control", new Address("10.0.0.1", 5050)),
            new Host("z1", Role.ZOOKEEPER, "control", new Address("10.0.0.2", 2181)),
            new Host("z2", Role.ZOOKEEPER, "control", new Address("10.0.0.3", 2181)),
            new Host("a1", Role.AGENT, "r1", new Address("10.0.1.1", 5051)),
            new Host("a2", Role.AGENT, "r1", new Address("10.0.1.2", 5051))));
    private static final List<Links.Link> LINKS = List.of(
            link("a1", "z1", "10.0.0.2:2181"),
            link("m1", "z2", "10.0.0.3:2181"),
            link("z1", "z2", "10.0.0.3:3888"),
            link("a1", "m1", "10.0.0.1:5050"),
            link("harness", "m1", "10.0.0.1:5050"),
            link("harness", "a1", "10.0.1.1:31000"),
            link("harness", "a1", "10.0.1.1:31001"),
            link("harness", "a2", "10.0.1.2:31000"));

    private static Links.Link link(String from, String to, String upstream) {
        return new Links.Link(from + "-" + to + "-" + upstream, from, to, new Address("127.0.0.1", 1), Address.parse(upstream));
    }

    private static Targets resolve(TargetSpec target, Event... tasks) {
        List<RunningTask> running = RunningTask.in(new Timeline(List.of(tasks)));
        return new TargetResolver(TOPOLOGY, Optional.empty(), running, new LinkTargets(TOPOLOGY, LINKS, running))
                .resolve(target, new Seed(1).stream("x"));
    }

    private static Event[] task(String app, String task, String host, int port, String state) {
        return new Event[] {
            new Event.TaskLaunch(NOW, app, app, task, host, Optional.empty(), Optional.of(port)),
            new Event.TaskUpdate(NOW, app, app, task, host, state, "", "", "", Optional.empty())
        };
    }

    @Test
    void withoutProxiesThereAreNoLinks() {
        LinkTargets direct = new LinkTargets(
                TOPOLOGY, List.of(), List.of(new RunningTask("web", "web.1", "a1", Optional.of(31000))));

        assertThatIllegalArgumentException().isThrownBy(() -> direct.to(Role.MASTER, "masters"))
                .withMessageContaining("of all links of users to masters none runs through a proxy");
        assertThatIllegalArgumentException().isThrownBy(() -> direct.toApp("web"))
                .withMessageContaining("none runs through a proxy");
    }

    @Test
    void anAppWithoutATaskThatRunsHasNoLinks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(
                        new TargetSpec.AppLinks("web"), task("web", "web.1", "a1", 31000, "TASK_FAILED")))
                .withMessageContaining("no task of app web");
    }

    @Test
    void linksToZookeeperAreThoseOfItsClients() {
        Targets targets = resolve(new TargetSpec.Links(Role.ZOOKEEPER));

        assertThat(targets.links()).containsExactly(LINKS.get(0), LINKS.get(1));
        assertThat(targets.names()).containsExactly("z1", "z2");
    }

    @Test
    void linksToMastersAreThoseOfUsers() {
        assertThat(resolve(new TargetSpec.Links(Role.MASTER)).links()).containsExactly(LINKS.get(4));
    }

    @Test
    void linksToAnAppAreThoseToThePortsOfItsTasksThatRunNow() {
        Event[] tasks = Stream.of(
                        task("web", "web.1", "a1", 31000, "TASK_RUNNING"),
                        task("web", "web.2", "a2", 31000, "TASK_LOST"),
                        task("api", "api.1", "a1", 31001, "TASK_RUNNING"))
                .flatMap(Stream::of).toArray(Event[]::new);

        Targets targets = resolve(new TargetSpec.AppLinks("web"), tasks);

        assertThat(targets.links()).containsExactly(LINKS.get(5));
        assertThat(targets.names()).containsExactly("a1");
    }

    @Test
    void eachNeedsTheProxiesOfItsLinks() {
        assertThat(new TargetSpec.Links(Role.ZOOKEEPER).needs()).containsExactly(Capability.ZOOKEEPER_LINKS);
        assertThat(new TargetSpec.Links(Role.MASTER).needs()).containsExactly(Capability.MASTER_LINKS);
        assertThat(new TargetSpec.AppLinks("web").needs()).containsExactly(Capability.APP_LINKS);
        assertThat(new TargetSpec.LeadingMaster().needs()).isEmpty();
    }
}
