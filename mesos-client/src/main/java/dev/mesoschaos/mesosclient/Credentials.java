package dev.mesoschaos.mesosclient;

import java.nio.charset.StandardCharsets;

/**
 * A principal and its secret for HTTP basic authentication.
 *
 * <p>Mesos splits them at every colon, so neither may hold one (mesos-facts section 0, J10).
 */
public record Credentials(String principal, String secret) {

    public Credentials {
        if (principal.indexOf(':') >= 0 || secret.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "Mesos refuses a principal or secret that contains a colon: choose others");
        }
    }

    String header() {
        return okhttp3.Credentials.basic(principal, secret, StandardCharsets.UTF_8);
    }

    /** Names the principal; the secret stays out of logs. */
    @Override
    public String toString() {
        return "Credentials[principal=" + principal + "]";
    }
}
