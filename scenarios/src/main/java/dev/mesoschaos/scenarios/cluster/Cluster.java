package dev.mesoschaos.scenarios.cluster;

import java.util.List;
import java.util.Optional;

/** An open cluster. Closing it leaves nothing of ours behind. */
public interface Cluster extends AutoCloseable {

    /** Identity of the cluster, the same in each run that finds the same cluster. */
    String id();

    /** What numbers measured here are worth. */
    EvidenceGrade grade();

    /** Who would miss it. */
    Environment environment();

    /** How its hosts are joined, in words for the report: {@code namespaces}, {@code user namespaces}, {@code proxied}. */
    String network();

    /** All hosts, also those that are off. */
    Topology topology();

    /** Asks the leading master and the ensemble for their timing. */
    Facts facts();

    /** Resident memory of the cluster's own processes together, in MB, tasks apart; 0 when it cannot be known. */
    double residentMb();

    /** Addresses of the masters for a client of this process. */
    List<Address> masters();

    /** Client addresses of the ZooKeeper servers for a client of this process; never through a toxic. */
    List<Address> zookeeper();

    /**
     * Where masters elect their leader, for a client of this process: {@code zk://host:port,host:port/path}; never through a
     * toxic. Empty where masters elect none.
     */
    Optional<String> election();

    /**
     * Where this process must dial to reach an advertised address; differs from it only behind proxies.
     *
     * @param service as advertised in the cluster, such as an agent's host and a port of a task on it
     */
    Address route(Address service);

    /**
     * The address of this process for its tasks, on a network that no fault touches: the management network.
     *
     * @return an IP address tasks can reach
     */
    String managementAddress();

    /** The address from which users' requests of this process come, on the network that faults may cut. */
    String harnessAddress();

    /** An optional power over the cluster, one of the small interfaces of this package. */
    <T> Optional<T> power(Class<T> type);

    /** Whether a host is known to be off, so that nothing of any fault can be on it; none is where power is out of reach. */
    default boolean isOff(String host) {
        return power(Power.class).filter(power -> !power.isOn(host)).isPresent();
    }

    @Override
    void close();
}
