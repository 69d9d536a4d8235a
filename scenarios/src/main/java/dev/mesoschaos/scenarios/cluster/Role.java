package dev.mesoschaos.scenarios.cluster;

/** What a host is in the cluster. */
public enum Role {
    AGENT,
    MASTER,
    ZOOKEEPER
}
