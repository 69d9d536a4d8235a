package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which sessions with the ensemble belong to a host. */
final class ClientSessions {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Pattern CONNECTION = Pattern.compile("(?m)^ */([^\\s\\[]+):\\d+\\[.*sid=0x([0-9a-f]+)");

    private ClientSessions() {}

    /**
     * Ids of a host's sessions now. A master's is the one that its candidacy goes with; an agent has nothing in ZooKeeper,
     * so its are those that the servers see come from its address.
     *
     * @throws ClusterException when the ensemble does not tell
     */
    static Set<Long> of(Cluster cluster, Host host) {
        if (host.role() == Role.MASTER) {
            try (Election election = Election.of(cluster)) {
                return election.of(host).stream().map(Candidate::session).collect(Collectors.toCollection(TreeSet::new));
            }
        }
        Set<Long> sessions = new TreeSet<>();
        for (Address server : cluster.zookeeper()) {
            FourLetterWord.ask(server, "cons", LIMIT)
                    .ifPresent(answer -> sessions.addAll(from(host.service().host(), answer)));
        }
        return sessions;
    }

    /** Sessions of the connections from an address, in a server's answer to {@code cons}. */
    static Set<Long> from(String ip, String cons) {
        Matcher connection = CONNECTION.matcher(cons);
        Set<Long> sessions = new TreeSet<>();
        while (connection.find()) {
            if (connection.group(1).equals(ip)) {
                sessions.add(Long.parseUnsignedLong(connection.group(2), 16));
            }
        }
        sessions.remove(0L);
        return sessions;
    }
}
