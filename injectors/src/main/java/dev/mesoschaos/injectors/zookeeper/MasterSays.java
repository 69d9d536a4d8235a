package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Host;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** What a master itself says, which knows nothing of who asks. */
final class MasterSays {

    private static final int LIMIT_MS = 500;

    private MasterSays() {}

    /**
     * Whether the host's master redirects to itself, as the leader does and nobody else (mesos-facts 1.4); one that is down
     * does not.
     *
     * @param self the master as the election has it
     */
    static boolean leads(Cluster cluster, Host host, Candidate self) {
        Address way = cluster.route(host.service());
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection)
                    URI.create("http://" + way + "/master/redirect").toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(LIMIT_MS);
            connection.setReadTimeout(LIMIT_MS);
            String location = connection.getHeaderField("Location");
            return location != null && self.listensAt(Address.parse(location.replaceFirst("^(https?:)?//", "")));
        } catch (IOException e) {
            return false;
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }
}
