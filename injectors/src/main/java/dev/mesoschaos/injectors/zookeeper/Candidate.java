package dev.mesoschaos.injectors.zookeeper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mesoschaos.scenarios.cluster.Address;
import java.io.IOException;

/**
 * A master's part in the election: an ephemeral node below the election's path (mesos-facts section 6).
 *
 * @param path of the node
 * @param session id of the session that it goes with
 * @param ip the master's address as it is advertised
 * @param hostname the same host by name, which may be the address again
 */
record Candidate(String path, long session, String ip, String hostname, int port) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Reads a node; one whose data is in none of Mesos' newer formats belongs to nobody we know. */
    static Candidate parse(String path, long session, byte[] data) {
        try {
            JsonNode info = JSON.readTree(data);
            JsonNode address = info.path("address");
            String ip = address.path("ip").asText("");
            return new Candidate(path, session, ip, address.path("hostname").asText(ip), address.path("port").asInt());
        } catch (IOException e) {
            return new Candidate(path, session, "", "", 0);
        }
    }

    /** The number by which the election orders candidates; the smallest leads. */
    static long number(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('_') + 1));
    }

    /** Whether a child of the election's path is a candidate, whatever its label. */
    static boolean is(String name) {
        return name.matches(".*_\\d{1,18}");
    }

    /** Whether this is the master that listens there. */
    boolean listensAt(Address service) {
        return port == service.port() && (ip.equals(service.host()) || hostname.equals(service.host()));
    }
}
