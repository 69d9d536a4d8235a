package dev.mesoschaos.testbed.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads credentials and ACLs: a flag has the JSON itself, or names a file with or without {@code file://} before it. */
public final class AuthFiles {

    private static final String SCHEME = "file://";
    private static final ObjectMapper JSON = new ObjectMapper();

    private AuthFiles() {}

    /**
     * Reads {@code --credentials}.
     *
     * @throws IllegalArgumentException when there are none to read; the message has no secret in it
     */
    public static Credentials credentials(String flag) {
        return Credentials.of(json(flag));
    }

    /**
     * Reads {@code --acls}.
     *
     * @throws IllegalArgumentException when there are none to read
     */
    public static Acls acls(String flag) {
        return Acls.of(json(flag));
    }

    private static JsonNode json(String flag) {
        try {
            JsonNode read = JSON.readTree(flag.stripLeading().startsWith("{") ? flag : file(flag));
            if (!read.isObject()) {
                throw new IllegalArgumentException("expected a JSON object");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "no JSON at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr(), e);
        }
    }

    private static String file(String flag) {
        Path path = Path.of(flag.startsWith(SCHEME) ? flag.substring(SCHEME.length()) : flag);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }
}
