package dev.mesoschaos.workloads;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Environment;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import java.util.List;
import java.util.Optional;

/** One master and one agent, all on this machine's loopback. */
record LoopbackCluster(int masterPort) implements Cluster {

    @Override
    public String id() {
        return "loopback";
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
        return "loopback";
    }

    @Override
    public Topology topology() {
        return new Topology(List.of(
                new Host("a1", Role.AGENT, "r1", new Address("127.0.0.1", 5051)),
                new Host("m1", Role.MASTER, "control", new Address("127.0.0.1", masterPort))));
    }

    @Override
    public Facts facts() {
        throw new UnsupportedOperationException("nobody asks this cluster for its timing");
    }

    @Override
    public double residentMb() {
        throw new UnsupportedOperationException("nobody asks this cluster for its memory");
    }

    @Override
    public List<Address> masters() {
        return List.of(new Address("127.0.0.1", masterPort));
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
        return Optional.empty();
    }

    @Override
    public void close() {
        // Owns nothing.
    }
}
