package dev.mesoschaos.scenarios.model;

import dev.mesoschaos.scenarios.cluster.Role;
import java.util.Optional;

/** Whom a fault is meant for, by role and topology, never by host name. */
public sealed interface TargetSpec {

    /** Of the hosts that are meant, or on which it is what is meant. */
    default Role role() {
        return switch (this) {
            case LeadingMaster leader -> Role.MASTER;
            case ZooKeeperLeader leader -> Role.ZOOKEEPER;
            case OfRole some -> some.role();
            case Rack rack -> Role.AGENT;
            case MostTasks agent -> Role.AGENT;
            case Executors executors -> Role.AGENT;
            case Links links -> links.to();
        };
    }

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

    /** {@code {executors: 2, app: web}}: the executors of tasks of an app. */
    record Executors(String app, Quantity quantity) implements TargetSpec {}

    /** {@code {links: zookeeper}}: every connection of masters and agents to a service. */
    record Links(Role to) implements TargetSpec {}
}
