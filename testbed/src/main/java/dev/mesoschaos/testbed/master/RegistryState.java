package dev.mesoschaos.testbed.master;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * What survives the loss of a leader: which agents were admitted, which are unreachable since when, which are gone for
 * ever. An agent is in at most one of the three.
 *
 * @param admitted agents by id
 * @param unreachable time of loss by agent id, nanoseconds since the epoch
 * @param gone time of the operator's decision by agent id, nanoseconds since the epoch
 */
record RegistryState(Map<String, AgentInfo> admitted, Map<String, Long> unreachable, Map<String, Long> gone) {

    static final RegistryState EMPTY = new RegistryState(Map.of(), Map.of(), Map.of());

    RegistryState {
        admitted = Collections.unmodifiableMap(new LinkedHashMap<>(admitted));
        unreachable = Collections.unmodifiableMap(new LinkedHashMap<>(unreachable));
        gone = Collections.unmodifiableMap(new LinkedHashMap<>(gone));
    }

    RegistryState admit(AgentInfo agent) {
        return change(next -> {
            next.unreachable.remove(agent.getId().getValue());
            next.admitted.put(agent.getId().getValue(), agent);
        });
    }

    RegistryState markUnreachable(String agentId, long sinceNanos) {
        return change(next -> {
            next.admitted.remove(agentId);
            next.unreachable.put(agentId, sinceNanos);
        });
    }

    RegistryState markGone(String agentId, long sinceNanos) {
        return change(next -> {
            next.admitted.remove(agentId);
            next.unreachable.remove(agentId);
            next.gone.put(agentId, sinceNanos);
        });
    }

    RegistryState remove(String agentId) {
        return change(next -> next.admitted.remove(agentId));
    }

    private RegistryState change(Consumer<Draft> edit) {
        Draft draft =
                new Draft(new LinkedHashMap<>(admitted), new LinkedHashMap<>(unreachable), new LinkedHashMap<>(gone));
        edit.accept(draft);
        return new RegistryState(draft.admitted, draft.unreachable, draft.gone);
    }

    private record Draft(Map<String, AgentInfo> admitted, Map<String, Long> unreachable, Map<String, Long> gone) {}

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(admitted.size());
            for (AgentInfo agent : admitted.values()) {
                byte[] message = agent.toByteArray();
                out.writeInt(message.length);
                out.write(message);
            }
            writeTimes(out, unreachable);
            writeTimes(out, gone);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote; no bytes at all are the empty registry.
     *
     * @throws IOException when the bytes are no registry
     */
    static RegistryState of(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return EMPTY;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Map<String, AgentInfo> admitted = new LinkedHashMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                AgentInfo agent = AgentInfo.parseFrom(in.readNBytes(in.readInt()));
                admitted.put(agent.getId().getValue(), agent);
            }
            return new RegistryState(admitted, readTimes(in), readTimes(in));
        }
    }

    private static void writeTimes(DataOutputStream out, Map<String, Long> times) throws IOException {
        out.writeInt(times.size());
        for (Map.Entry<String, Long> entry : times.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    private static Map<String, Long> readTimes(DataInputStream in) throws IOException {
        Map<String, Long> times = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            times.put(in.readUTF(), in.readLong());
        }
        return times;
    }
}
