package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Environment;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import dev.mesoschaos.scenarios.workload.Deployments;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A cluster that is whatever a test says. */
public final class FakeCluster implements Cluster {

    public static final String HARNESS = "10.9.9.9";

    public final Map<Class<?>, Object> powers = new HashMap<>();
    public final List<Event> events = new CopyOnWriteArrayList<>();
    public UnaryOperator<Address> route = UnaryOperator.identity();
    public String harness = HARNESS;
    public Optional<String> election = Optional.empty();
    public Optional<Deployments> deployments = Optional.empty();
    public List<Address> masters = List.of();
    private final Topology topology;

    public FakeCluster(List<Host> hosts) {
        topology = new Topology(hosts);
    }

    /** A context as a new process has it: nothing is kept. */
    public LiveFaultContext context() {
        return new LiveFaultContext(this, Clock.system(), events::add, deployments);
    }

    /** The whole undo, on the hosts one command after another, and elsewhere. */
    public <P> void undo(FaultType<P> fault, P plan) {
        AllOf.run(Stream.concat(
                fault.undoOnHosts(plan).stream().map(command -> () -> run(command)),
                Stream.of(() -> fault.undo(plan, context()))));
    }

    private void run(HostCommand command) {
        Shell.Result result = power(Shell.class).orElseThrow()
                .run(command.host(), command.command(), command.stdin(), Duration.ofSeconds(10));
        if (!result.ok()) {
            throw new ClusterException(command + ": " + result.stderr());
        }
    }

    public Situation situation(String injection, Capability... capabilities) {
        List<Links.Link> links = power(Links.class).map(Links::all).orElse(List.of());
        return new Situation("run-7", injection, topology, Set.of(capabilities), links, zookeeper(), power(Supervision.class), harness,
                new Seed(1).stream("test"));
    }

    public Targets targets(String... names) {
        return new Targets("named", topology.hosts().stream()
                .filter(host -> List.of(names).contains(host.name()))
                .toList());
    }

    /** Connections as a target. */
    public Targets links(String... proxies) {
        List<Links.Link> links = power(Links.class).orElseThrow().all().stream()
                .filter(link -> List.of(proxies).contains(link.proxy()))
                .toList();
        List<String> to = links.stream().map(Links.Link::to).toList();
        return new Targets("links", targets(to.toArray(String[]::new)).hosts(), List.of(), links);
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public List<Address> zookeeper() {
        return topology.of(Role.ZOOKEEPER).stream().map(Host::service).toList();
    }

    @Override
    public Optional<String> election() {
        return election;
    }

    @Override
    public Address route(Address service) {
        return route.apply(service);
    }

    @Override
    public <T> Optional<T> power(Class<T> type) {
        return Optional.ofNullable(powers.get(type)).map(type::cast);
    }

    @Override
    public String harnessAddress() {
        return harness;
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public EvidenceGrade grade() {
        return EvidenceGrade.TESTBED;
    }

    @Override
    public Environment environment() {
        return Environment.THROWAWAY;
    }

    @Override
    public String network() {
        return "none";
    }

    @Override
    public Facts facts() {
        throw new UnsupportedOperationException("no fault asks for the cluster's timing");
    }

    @Override
    public double residentMb() {
        return 0;
    }

    @Override
    public List<Address> masters() {
        return masters;
    }

    @Override
    public String managementAddress() {
        return "127.0.0.1";
    }

    @Override
    public void close() {}
}
