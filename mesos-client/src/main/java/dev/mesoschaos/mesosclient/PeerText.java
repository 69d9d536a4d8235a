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
        if (credentials.isEmpty()) {
            return text;
        }
        Credentials known = credentials.get();
        String hidden = text.replace(known.header(), HIDDEN).replace(known.token(), HIDDEN);
        return known.secret().isEmpty() ? hidden : hidden.replace(known.secret(), HIDDEN);
    }
}
