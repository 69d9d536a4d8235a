package dev.mesoschaos.workloads.framework;

import com.google.protobuf.ByteString;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.model.AppSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.TaskState;

/** A framework, three racks of two agents, and a master played by the test; time passes only when told. */
final class World {

    private static final Duration TICK = Duration.ofMillis(100);

    final List<Event> journal = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final Framework framework;
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private int numbers;

    World(AppSpec... apps) {
        framework = new Framework(List.of(apps), new Topology(hosts()), journal::add, calls::add, new OfferPool(0.75), now);
    }

    static AppSpec web(int instances) {
        return new AppSpec("web", instances, 0.1, 32, new AppSpec.Program.Http(), AppSpec.Spread.RACK);
    }

    static AppSpec batch(int instances) {
        return new AppSpec(
                "batch", instances, 0.1, 32, new AppSpec.Program.Command("sleep 1000"), AppSpec.Spread.NONE);
    }

    /** A world in which all instances run. */
    static World running(AppSpec... apps) {
        World world = new World(apps);
        world.subscribe("m1");
        world.offerAll();
        world.runAll();
        world.offerAll();
        world.calls.clear();
        return world;
    }

    private static List<Host> hosts() {
        return IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new Host(
                        "a" + i, Role.AGENT, agent("a" + i).rack(), new Address(agent("a" + i).ip(), 5051)))
                .toList();
    }

    static Agent agent(String host) {
        int number = Integer.parseInt(host.substring(1));
        return new Agent("S" + number, host, "10.0.0." + number, "r" + (number + 1) / 2);
    }

    Instant now() {
        return now;
    }

    void subscribe(String master) {
        framework.subscribed(master, now);
    }

    void offer(String... hosts) {
        framework.offers(Stream.of(hosts).map(this::offered).toList(), now);
    }

    void offerAll() {
        offer("a1", "a2", "a3", "a4", "a5", "a6");
    }

    private Offered offered(String host) {
        List<Integer> ports = IntStream.rangeClosed(31000, 31019).boxed().toList();
        return new Offered("O" + numbers++, agent(host), 2, 512, ports);
    }

    void after(Duration duration) {
        Instant until = now.plus(duration);
        while (now.isBefore(until)) {
            now = now.plus(TICK);
            framework.tick(now);
        }
    }

    void update(String task, TaskState state) {
        update(task, state, "", ByteString.EMPTY);
    }

    void update(String task, TaskState state, String reason, ByteString uuid) {
        framework.update(
                new Update(now, task, "S0", state, uuid, "SOURCE_MASTER", reason, "", Optional.empty()), now);
    }

    /** Lets every launched task run that has not been heard of. */
    void runAll() {
        launches().stream()
                .filter(launch -> states(launch.task()).isEmpty())
                .forEach(launch -> update(launch.task(), TaskState.TASK_RUNNING));
    }

    void delete(String app) {
        framework.delete(app, now);
    }

    void deploy(AppSpec app) {
        framework.deploy(app, now);
    }

    /** Every task of an app that counts as running now, by host. */
    Map<String, String> hostsOf(String app) {
        return framework.running().getOrDefault(app, List.of()).stream()
                .collect(Collectors.toMap(Instance::task, task -> task.agent().host(), (a, b) -> a, TreeMap::new));
    }

    Map<String, Long> perRack(String app) {
        return hostsOf(app).values().stream().collect(
                Collectors.groupingBy(host -> agent(host).rack(), TreeMap::new, Collectors.counting()));
    }

    List<String> tasksOn(String... hosts) {
        return hostsOf("web").entrySet().stream()
                .filter(task -> List.of(hosts).contains(task.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Launch> launches() {
        return said(Call.Accept.class).stream().flatMap(accept -> accept.launches().stream()).toList();
    }

    List<String> killed() {
        return said(Call.Kill.class).stream().map(Call.Kill::task).toList();
    }

    <T extends Call> List<T> said(Class<T> type) {
        return calls.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends Event> List<T> written(Class<T> type) {
        return journal.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> states(String task) {
        return written(Event.TaskUpdate.class).stream()
                .filter(update -> update.task().equals(task))
                .map(Event.TaskUpdate::state)
                .toList();
    }
}
