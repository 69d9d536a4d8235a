package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.mesos.Protos.MasterInfo;

/** Reads the znodes of an election: who of the candidates leads, and where (mesos-facts section 6). */
public final class Candidates {

    private static final String JSON_LABEL = "json.info_";
    private static final String BINARY_LABEL = "info_";
    private static final int MOST_DIGITS = 18;
    private static final JsonMapper MAPPER = new JsonMapper();

    private Candidates() {}

    /** The child with the lowest number, whatever its label; children without one, such as log_replicas, are none. */
    public static Optional<String> leader(Collection<String> children) {
        return children.stream().filter(child -> number(child).isPresent())
                .min(Comparator.comparingLong(child -> number(child).orElseThrow()));
    }

    /**
     * Where the master of a znode listens.
     *
     * @throws IOException when the data are none that Mesos writes
     */
    static ElectedMaster read(String child, byte[] data) throws IOException {
        try {
            if (child.startsWith(JSON_LABEL)) {
                return fromJson(MAPPER.readTree(data));
            }
            if (child.startsWith(BINARY_LABEL)) {
                return fromMessage(MasterInfo.parseFrom(data));
            }
            return fromPid(new String(data, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static OptionalLong number(String child) {
        String digits = child.substring(child.lastIndexOf('_') + 1);
        boolean isNumber = !digits.isEmpty() && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static ElectedMaster fromJson(JsonNode info) {
        JsonNode address = info.path("address");
        int port = address.path("port").asInt(info.path("port").asInt());
        String hostname = address.path("hostname").asText(info.path("hostname").asText());
        return named(address.path("ip").asText(littleEndian(info.path("ip").asLong())), hostname, port);
    }

    private static ElectedMaster fromMessage(MasterInfo info) {
        String ip = info.hasAddress() ? info.getAddress().getIp() : littleEndian(info.getIp());
        int port = info.hasAddress() ? info.getAddress().getPort() : info.getPort();
        return named(ip, info.hasHostname() ? info.getHostname() : info.getAddress().getHostname(), port);
    }

    /** The oldest form is a libprocess id, {@code master@10.0.0.1:5050}. */
    private static ElectedMaster fromPid(String pid) {
        MasterAddress address = MasterAddress.parse(pid.substring(pid.indexOf('@') + 1));
        return new ElectedMaster(address, address);
    }

    private static ElectedMaster named(String ip, String hostname, int port) {
        MasterAddress address = new MasterAddress(ip, port);
        return new ElectedMaster(address, hostname.isEmpty() ? address : new MasterAddress(hostname, port));
    }

    /** The bytes of an IPv4 address in network order, which Mesos reads as a little-endian number. */
    private static String littleEndian(long ip) {
        return (ip & 0xff) + "." + (ip >> 8 & 0xff) + "." + (ip >> 16 & 0xff) + "." + (ip >> 24 & 0xff);
    }
}
