package dev.mesoschaos.testbed.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The secrets of principals, as in the file of {@code --credentials} or {@code --http_credentials}. */
public final class Credentials {

    private static final String SCHEME = "Basic ";

    private final Map<String, String> secrets = new HashMap<>();

    /**
     * Reads {@code {"credentials":[{"principal":"p","secret":"s"}]}}.
     *
     * @throws IllegalArgumentException when it is not of that form; the message has no secret in it
     */
    static Credentials of(JsonNode json) {
        Credentials read = new Credentials();
        for (JsonNode entry : json.path("credentials")) {
            if (!entry.path("principal").isTextual() || !entry.path("secret").isTextual()) {
                throw new IllegalArgumentException("every credential needs a \"principal\" and a \"secret\"");
            }
            read.secrets.put(entry.path("principal").textValue(), entry.path("secret").textValue());
        }
        if (read.secrets.isEmpty()) {
            throw new IllegalArgumentException("expected {\"credentials\":[{\"principal\":\"p\",\"secret\":\"s\"}]}");
        }
        return read;
    }

    /**
     * The principal that a header {@code Authorization} proves. The word {@code Basic} is compared exactly, and a secret
     * with a colon never fits (mesos-facts section 0, J10).
     */
    public Optional<String> principal(Optional<String> authorization) {
        return authorization
                .filter(header -> header.startsWith(SCHEME))
                .flatMap(header -> decode(header.substring(SCHEME.length())))
                .map(pair -> pair.split(":", -1))
                .filter(parts -> parts.length == 2 && fits(parts[0], parts[1]))
                .map(parts -> parts[0]);
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean fits(String principal, String secret) {
        String expected = secrets.get(principal);
        return expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}
