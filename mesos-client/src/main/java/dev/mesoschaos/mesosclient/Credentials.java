package dev.mesoschaos.mesosclient;

import java.nio.charset.StandardCharsets;

/**
 * A principal and its secret for HTTP basic authentication (mesos-facts section 8).
 *
 * <p>Mesos splits them at every colon, so neither may hold one (mesos-facts section 0, J10).
 *
 * @param principal who asks; appears in messages
 * @param secret appears in no message, log or text of this library, also when a peer repeats it
 */
public record Credentials(String principal, String secret) {

    private static final String SCHEME = "Basic ";

    public Credentials {
        if (principal.indexOf(':') >= 0 || secret.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "Mesos refuses a principal or secret that contains a colon: choose others");
        }
    }

    /** The value of {@code Authorization}; Mesos wants the word exactly so (J10). */
    String header() {
        return okhttp3.Credentials.basic(principal, secret, StandardCharsets.UTF_8);
    }

    /** The part of the header that tells the secret. */
    String token() {
        return header().substring(SCHEME.length());
    }

    /** Names the principal; the secret stays out of logs. */
    @Override
    public String toString() {
        return "Credentials[principal=" + principal + "]";
    }
}
