package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.http.WebSocketConnection;
import dev.mesoschaos.testbed.wire.MasterMessage;
import dev.mesoschaos.testbed.wire.WireCodec;
import org.apache.mesos.v1.Protos.AgentInfo;

/** The master's end of an agent's WebSocket. Two channels are never equal. */
final class AgentChannel {

    private final WebSocketConnection connection;
    private boolean open = true;

    AgentChannel(WebSocketConnection connection) {
        this.connection = connection;
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

    /** The connection is known to be gone. */
    void closed() {
        open = false;
    }

    /** The agent's own address: its host name when that is one, because behind a proxy the peer is the proxy. */
    String agentIp(AgentInfo agent) {
        return agent.getHostname().matches("\\d+(\\.\\d+){3}") ? agent.getHostname() : connection.peer();
    }
}
