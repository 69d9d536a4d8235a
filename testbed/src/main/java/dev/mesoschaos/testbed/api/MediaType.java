package dev.mesoschaos.testbed.api;

import com.google.protobuf.Message;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.json.MesosJson;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two encodings of the v1 APIs. */
public enum MediaType {
    JSON("application/json"),
    PROTOBUF("application/x-protobuf");

    private final String name;

    MediaType(String name) {
        this.name = name;
    }

    /** Its name in headers. */
    public String mediaType() {
        return name;
    }

    /** The type named by {@code Content-Type}, compared as a whole string (mesos-facts section 0, J3). */
    public static Optional<MediaType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name.equals(name)).findFirst();
    }

    /** What the request accepts: JSON when it accepts both or says nothing (J11); none when it accepts neither. */
    public static Optional<MediaType> accepted(Request request) {
        Optional<String> accept = request.header("Accept");
        if (accept.isEmpty()) {
            return Optional.of(JSON);
        }
        return Arrays.stream(values()).filter(type -> accepts(accept.get(), type)).findFirst();
    }

    private static boolean accepts(String header, MediaType type) {
        String family = "application/*";
        for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] pieces = part.strip().split(";", -1);
            String range = pieces[0].strip();
            boolean refused = Arrays.stream(pieces).skip(1).map(String::strip).anyMatch(p -> p.matches("q=0(\\.0*)?"));
            if (!refused && (range.equals("*/*") || range.equals(family) || range.equals(type.name))) {
                return true;
            }
        }
        return false;
    }

    /** The bytes of a message. */
    public byte[] encode(Message message) {
        return this == JSON ? MesosJson.print(message) : message.toByteArray();
    }
}
