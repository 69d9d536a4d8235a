package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.cluster.Environment;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster of names only, for the engine's own behaviour; what clusters really do is tested on the embedded one. */
final class FakeCluster implements Cluster, ClusterProvider {

    final Map<Capability, String> lacks = new HashMap<>();
    final Map<Class<?>, Object> powers = new HashMap<>();
    Environment environment = Environment.THROWAWAY;
    volatile Topology topology = topologyOf(3, 2);
    boolean closed;
    boolean gone;

    static Topology topologyOf(int racks, int agentsPerRack) {
        List<Host> hosts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            hosts.add(new Host("m" + i, Role.MASTER, "control", new Address("10.0.0." + i, 5050)));
            hosts.add(new Host("zk" + i, Role.ZOOKEEPER, "control", new Address("10.0.0.1" + i, 2181)));
        }
        for (int rack = 1; rack <= racks; rack++) {
            for (int agent = 1; agent <= agentsPerRack; agent++) {
                String name = "a" + ((rack - 1) * agentsPerRack + agent);
                hosts.add(new Host(name, Role.AGENT, "r" + rack, new Address("10.0." + rack + "." + agent, 5051)));
            }
        }
        return new Topology(hosts);
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
        return environment;
    }

    @Override
    public String network() {
        return "none";
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public Facts facts() {
        return new Facts(
                Duration.ofSeconds(1), 3, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5),
                Duration.ofMillis(500), "1.11.0");
    }

    @Override
    public double residentMb() {
        return 0;
    }

    @Override
    public List<Address> masters() {
        return List.of();
    }

    @Override
    public List<Address> zookeeper() {
        return List.of();
    }

    @Override
    public Optional<String> election() {
        return Optional.empty();
    }

    @Override
    public Address route(Address service) {
        return service;
    }

    @Override
    public String managementAddress() {
        return "127.0.0.1";
    }

    @Override
    public String harnessAddress() {
        return "127.0.0.1";
    }

    @Override
    public <T> Optional<T> power(Class<T> type) {
        return Optional.ofNullable(powers.get(type)).map(type::cast);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public List<String> enclosure(Map<String, String> settings) {
        return List.of();
    }

    @Override
    public Map<Capability, String> missing(Set<Capability> needs, Map<String, String> settings) {
        Map<Capability, String> missing = new HashMap<>(lacks);
        missing.keySet().retainAll(needs);
        return missing;
    }

    @Override
    public Cluster describe(ClusterSpec spec, Set<Capability> needs, Map<String, String> settings) {
        return this;
    }

    @Override
    public Cluster open(Request request) {
        return this;
    }

    @Override
    public Optional<Cluster> reopen(String clusterId, Map<String, String> settings) {
        return gone ? Optional.empty() : Optional.of(this);
    }
}
