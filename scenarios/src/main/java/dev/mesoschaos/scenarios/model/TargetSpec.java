package dev.mesoschaos.scenarios.model;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Role;
import java.util.Optional;
import java.util.Set;

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
            case AppLinks links -> Role.AGENT;
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

    /**
     * {@code {links: zookeeper}}: every connection of masters and agents to ZooKeeper; {@code {links: masters}}: every
     * connection of users, the harness among them, to the masters.
     *
     * @param to {@link Role#ZOOKEEPER} or {@link Role#MASTER}
     */
    record Links(Role to) implements TargetSpec {
        @Override
        public Set<Capability> needs() {
            return Set.of(to == Role.ZOOKEEPER ? Capability.ZOOKEEPER_LINKS : Capability.MASTER_LINKS);
        }
    }

    /** {@code {links: app web}}: every connection of users to the tasks of an app that run when the step starts. */
    record AppLinks(String app) implements TargetSpec {
        @Override
        public Set<Capability> needs() {
            return Set.of(Capability.APP_LINKS);
        }
    }

    /** What a cluster must offer for such a target to be there, whatever the fault. */
    default Set<Capability> needs() {
        return Set.of();
    }
}
