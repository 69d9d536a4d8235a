package dev.mesoschaos.scenarios.model;

import dev.mesoschaos.scenarios.cluster.Role;
import java.util.Optional;

/** Whom a fault is meant for, by role and topology, never by host name. */
public sealed interface TargetSpec {

    /** {@code leading-master}. */
    record LeadingMaster() implements TargetSpec {}

    /** {@code zookeeper-leader}. */
    record ZooKeeperLeader() implements TargetSpec {}

    /** {@code {agents: 2}}, {@code {masters: any}}, {@code {zookeeper: all}}: hosts of a role. */
    record OfRole(Role role, Quantity quantity) implements TargetSpec {}

    /** {@code {rack: any}}, {@code agents of rack r2}: all agents of one rack; empty means any rack. */
    record Rack(Optional<String> rack) implements TargetSpec {}

    /** {@code agent with most tasks}, {@code agent with most tasks of app web}. */
    record MostTasks(Optional<String> app) implements TargetSpec {}

    /** {@code {links: zookeeper}}: every connection of masters and agents to a service. */
    record Links(Role to) implements TargetSpec {}
}
