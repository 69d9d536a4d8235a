package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.http.WebSocketConnection;
import dev.mesoschaos.testbed.wire.MasterMessage;
import dev.mesoschaos.testbed.wire.WireCodec;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The master's end of an agent's WebSocket. Two channels are never equal. */
final class AgentChannel {

    /** The header in which whoever speaks to a Mesos process names itself: {@code slave(1)@ip:port}. */
    static final String SENDER = "Libprocess-From";

    private static final Pattern ADDRESS = Pattern.compile(".*@(\\d+(?:\\.\\d+){3}):\\d+");

    private final WebSocketConnection connection;
    private final Optional<String> sender;
    private boolean open = true;
    private Optional<RegisteredAgent> agent = Optional.empty();

    AgentChannel(WebSocketConnection connection, Optional<String> sender) {
        this.connection = connection;
        this.sender = sender;
    }

    void send(MasterMessage message) {
        connection.send(WireCodec.encode(message));
    }

    void close() {
        connection.close();
    }

    boolean isOpen() {
        return open;
    }

    /** The agent that registered on it last, which may be on another one or gone by now. */
    Optional<RegisteredAgent> agent() {
        return agent;
    }

    void carries(RegisteredAgent registered) {
        agent = Optional.of(registered);
    }

    /** The connection is known to be gone. */
    void closed() {
        open = false;
    }

    /** The agent's own address, as it names it itself: behind a proxy the peer is the proxy. */
    String agentIp() {
        return sender.map(ADDRESS::matcher)
                .filter(Matcher::matches)
                .map(named -> named.group(1))
                .orElseGet(connection::peer);
    }
}
