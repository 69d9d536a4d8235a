package dev.mesoschaos.scenarios.fault;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that a fault changes, and that no other fault may change while it is open: neither could tell its own effect
 * from the other's, nor undo without the other.
 *
 * @param owner name of the host or proxy it belongs to, or {@link #CLUSTER}
 */
public record Resource(String owner, Kind kind) {

    /** Owner of what there is only once in a cluster. */
    public static final String CLUSTER = "the cluster";

    /** What can be changed. */
    public enum Kind {
        /** The power of a host, and so everything on it. */
        POWER("power"),
        /** A host's Mesos master, Mesos agent or ZooKeeper server. */
        DAEMON("daemon"),
        /** Who a host can talk to. */
        REACHABILITY("reachability"),
        /** How a host's packets are sent: late, lost, slowly. */
        TRAFFIC("traffic"),
        /** A host's processors. */
        PROCESSORS("processors"),
        /** A host's memory. */
        MEMORY("memory"),
        /** A host's disks. */
        DISK("disk"),
        /** Executors and their tasks on a host. */
        TASKS("tasks"),
        /** What masters make of an agent: drained, under maintenance, deactivated, gone. */
        AGENT_STATE("agent state"),
        /** A proxied link. */
        LINK("link"),
        /** How much the ZooKeeper ensemble has to do. */
        ENSEMBLE_LOAD("load"),
        /** Who leads the masters. */
        LEADERSHIP("leadership"),
        /** Sessions of a ZooKeeper client. */
        SESSION("session"),
        /** A role's offers and quota. */
        ROLE("role"),
        /** A framework. */
        FRAMEWORK("framework"),
        /** A host's clock. */
        CLOCK("clock");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** The same resource of many owners. */
    public static List<Resource> of(Kind kind, Collection<String> owners) {
        return of(kind, owners.stream());
    }

    /** The same resource of many owners. */
    public static List<Resource> of(Kind kind, Stream<String> owners) {
        return owners.distinct().map(owner -> new Resource(owner, kind)).toList();
    }

    /** Whether two faults that have these would be in each other's way: a host without power has nothing else. */
    public boolean clashes(Resource other) {
        return owner.equals(other.owner) && (kind == other.kind || kind == Kind.POWER || other.kind == Kind.POWER);
    }

    @Override
    public String toString() {
        return kind.words + " of " + owner;
    }
}
