package dev.mesoschaos.reports.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The scripts of a page; a policy names each by its hash, so that a browser runs no other. */
final class Script {

    /** The chart library, then ours. */
    static final List<String> ALL =
            List.of(Resource.uplot("uPlot.iife.min.js"), Resource.own("charts.js"));

    private Script() {}

    /** A content security policy: nothing is loaded from anywhere, and only these scripts run. */
    static String policy(List<String> scripts) {
        String allowed = scripts.isEmpty()
                ? "'none'"
                : scripts.stream().map(Script::hash).collect(Collectors.joining(" "));
        return "default-src 'none'; style-src 'unsafe-inline'; script-src " + allowed
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
