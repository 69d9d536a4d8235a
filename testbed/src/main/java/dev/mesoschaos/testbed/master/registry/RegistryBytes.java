package dev.mesoschaos.testbed.master.registry;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** The registry as bytes: the message class of real Mesos is in no published jar (mesos-facts section 0, J1). */
final class RegistryBytes {

    private RegistryBytes() {}

    static byte[] of(RegistryState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            messages(out, state.admitted());
            numbers(out, state.unreachable());
            numbers(out, state.gone());
            messages(out, state.drains());
            texts(out, state.deactivated());
            message(out, state.schedule());
            out.writeInt(state.down().size());
            for (MachineID machine : state.down()) {
                message(out, machine);
            }
            messages(out, state.quotas());
            Map<String, Long> weights = new LinkedHashMap<>();
            state.weights().forEach((role, weight) -> weights.put(role, Double.doubleToLongBits(weight)));
            numbers(out, weights);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #of} wrote; no bytes at all are the empty registry.
     *
     * @throws IOException when the bytes are no registry
     */
    static RegistryState read(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return RegistryState.EMPTY;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Map<String, AgentInfo> admitted = messages(in, AgentInfo.parser());
            Map<String, Long> unreachable = numbers(in);
            Map<String, Long> gone = numbers(in);
            Map<String, DrainInfo> drains = messages(in, DrainInfo.parser());
            Set<String> deactivated = texts(in);
            Schedule schedule = message(in, Schedule.parser());
            Set<MachineID> down = new LinkedHashSet<>();
            for (int i = in.readInt(); i > 0; i--) {
                down.add(message(in, MachineID.parser()));
            }
            Map<String, QuotaConfig> quotas = messages(in, QuotaConfig.parser());
            Map<String, Double> weights = new LinkedHashMap<>();
            numbers(in).forEach((role, bits) -> weights.put(role, Double.longBitsToDouble(bits)));
            return new RegistryState(
                    admitted, unreachable, gone, drains, deactivated, schedule, down, quotas, weights);
        }
    }

    private static void message(DataOutputStream out, MessageLite message) throws IOException {
        byte[] bytes = message.toByteArray();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static <T> T message(DataInputStream in, Parser<T> parser) throws IOException {
        return parser.parseFrom(in.readNBytes(in.readInt()));
    }

    private static void messages(DataOutputStream out, Map<String, ? extends MessageLite> messages)
            throws IOException {
        out.writeInt(messages.size());
        for (Map.Entry<String, ? extends MessageLite> entry : messages.entrySet()) {
            out.writeUTF(entry.getKey());
            message(out, entry.getValue());
        }
    }

    private static <T> Map<String, T> messages(DataInputStream in, Parser<T> parser) throws IOException {
        Map<String, T> messages = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String key = in.readUTF();
            messages.put(key, message(in, parser));
        }
        return messages;
    }

    private static void numbers(DataOutputStream out, Map<String, Long> numbers) throws IOException {
        out.writeInt(numbers.size());
        for (Map.Entry<String, Long> entry : numbers.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    private static Map<String, Long> numbers(DataInputStream in) throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String key = in.readUTF();
            numbers.put(key, in.readLong());
        }
        return numbers;
    }

    private static void texts(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static Set<String> texts(DataInputStream in) throws IOException {
        Set<String> texts = new LinkedHashSet<>();
        for (int i = in.readInt(); i > 0; i--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
