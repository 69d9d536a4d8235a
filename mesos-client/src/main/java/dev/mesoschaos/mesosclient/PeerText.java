package dev.mesoschaos.mesosclient;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes text of a peer fit for messages: short, without control characters, and without the secret that the peer was sent,
 * should it repeat it.
 */
record PeerText(Optional<Credentials> credentials) {

    /** The longest text of a peer that a message takes over, in characters. */
    static final int LONGEST = 500;

    private static final String HIDDEN = "***";
    private static final int TELLING_PART = 8;

    String printable(String text) {
        String whole = hide(text == null ? "" : text);
        String head = whole.length() > LONGEST ? whole.substring(0, LONGEST) + "..." : whole;
        return head.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** The cause, or null when its text or that of its own causes holds the secret. */
    Throwable printable(Throwable cause) {
        return Stream.iterate(cause, c -> c != null, Throwable::getCause)
                .allMatch(c -> hide(c.toString()).equals(c.toString())) ? cause : null;
    }

    private String hide(String text) {
        return credentials.map(known -> hide(hide(text, known.token()), known.secret())).orElse(text);
    }

    /** A peer, or what reads it, may repeat only a part; one of some length is hidden, too, the longest first. */
    private static String hide(String text, String secret) {
        String hidden = text;
        int shortest = Math.min(TELLING_PART, secret.length());
        for (int length = secret.length(); length >= shortest && length > 0; length--) {
            for (int start = 0; start + length <= secret.length(); start++) {
                hidden = hidden.replace(secret.substring(start, start + length), HIDDEN);
            }
        }
        return hidden;
    }
}
