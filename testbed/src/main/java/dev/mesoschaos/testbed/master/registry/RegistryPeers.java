package dev.mesoschaos.testbed.master.registry;

import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * The replicas of all masters: this one's directly, the others' over HTTP. The JDK's own client is enough for that, and
 * costs a process nothing at its start.
 */
public final class RegistryPeers {

    /** Where masters serve their replica. */
    public static final String PATH = "/testbed/registry";

    private static final String EPOCH = "Testbed-Epoch";
    private static final int TIMEOUT_MILLIS = 2_000;

    private final String own;
    private final RegistryReplica replica;
    private final Links links;

    /**
     * Makes the way to all replicas.
     *
     * @param own {@code ip:port} of this master, whose replica is {@code replica}
     */
    public RegistryPeers(String own, RegistryReplica replica, Links links) {
        this.own = own;
        this.replica = replica;
        this.links = links;
    }

    /** Asks the replica at {@code ip:port} for its promise. Blocks. */
    RegistryReplica.Vote promise(String peer, long epoch) throws IOException {
        return peer.equals(own) ? replica.promise(epoch) : RegistryReplica.decode(call(peer, "POST", epoch, new byte[0]));
    }

    /** Lets the replica at {@code ip:port} vote from now on, though it is empty, and asks for its promise. Blocks. */
    RegistryReplica.Vote initialise(String peer, long epoch) throws IOException {
        return peer.equals(own)
                ? replica.initialise(epoch)
                : RegistryReplica.decode(call(peer, "DELETE", epoch, new byte[0]));
    }

    /** Asks the replica at {@code ip:port} to accept a write; answers what it holds then. Blocks. */
    RegistryReplica.Vote accept(String peer, long epoch, byte[] content) throws IOException {
        if (peer.equals(own)) {
            replica.accept(epoch, content);
            return replica.vote();
        }
        return RegistryReplica.decode(call(peer, "PUT", epoch, content));
    }

    /** Serves this master's replica to the others; the disk is written on a thread of its own. */
    public void handle(Request request, Exchange exchange) {
        Thread.ofVirtual().start(() -> exchange.respond(answer(request)));
    }

    private Response answer(Request request) {
        try {
            long epoch = Long.parseLong(request.header(EPOCH).orElse("0"));
            switch (request.method()) {
                case "PUT" -> replica.accept(epoch, request.body());
                case "DELETE" -> replica.initialise(epoch);
                default -> replica.promise(epoch);
            }
            return Response.ok("application/octet-stream", RegistryReplica.encode(replica.vote()));
        } catch (IOException | NumberFormatException e) {
            return Response.text(500, "The replica cannot answer: " + e.getMessage());
        }
    }

    private byte[] call(String peer, String method, long epoch, byte[] body) throws IOException {
        URI uri = URI.create("http://" + links.via(peer) + PATH);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestMethod(method);
        connection.setRequestProperty(EPOCH, String.valueOf(epoch));
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        try (var in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
