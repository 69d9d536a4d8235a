package dev.mesoschaos.scenarios.cluster;

/**
 * One host.
 *
 * @param name short and unique, such as {@code a3}; Mesos knows it as the hostname
 * @param rack the rack it stands in
 * @param service where its Mesos master, Mesos agent or ZooKeeper server listens, as it is advertised
 */
public record Host(String name, Role role, String rack, Address service) {}
