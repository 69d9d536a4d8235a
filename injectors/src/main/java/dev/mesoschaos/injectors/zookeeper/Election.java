package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where masters elect their leader, as ZooKeeper has it. */
final class Election implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("zk://(?:([^@/]+)@)?([^/@]+)(/[^/].*)");

    private final Ensemble ensemble;
    private final String path;

    private Election(Ensemble ensemble, String path) {
        this.ensemble = ensemble;
        this.path = path;
    }

    /**
     * Opens a session with the ensemble.
     *
     * @throws ClusterException when these masters elect no leader, or no server takes the session
     */
    static Election of(Cluster cluster) {
        String url = cluster.election()
                .orElseThrow(() -> new ClusterException("the masters of this cluster elect no leader in ZooKeeper"));
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new ClusterException("expected zk://host:port,.../path for the election, got '" + url + "'");
        }
        Ensemble ensemble = Ensemble.connect(matcher.group(2), Optional.ofNullable(matcher.group(1)));
        return new Election(ensemble, matcher.group(3));
    }

    /** All candidates, the leader first. */
    List<Candidate> candidates() {
        return ensemble.children(path).stream()
                .filter(Candidate::is)
                .sorted(Comparator.comparingLong(Candidate::number))
                .flatMap(name -> ensemble.read(path + "/" + name, Candidate::parse).stream())
                .toList();
    }

    /** The candidates of a host: usually one, none while its master is down. */
    List<Candidate> of(Host host) {
        Address service = host.service();
        return candidates().stream().filter(candidate -> candidate.listensAt(service)).toList();
    }

    /** Who leads by the order of the nodes. */
    Optional<Candidate> leader() {
        return candidates().stream().findFirst();
    }

    /** Deletes a candidate's node; its number is never given again, so that nobody else's can be hit. */
    void remove(Candidate candidate) {
        ensemble.delete(candidate.path());
    }

    @Override
    public void close() {
        ensemble.close();
    }
}
