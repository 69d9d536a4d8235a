package dev.mesoschaos.junit;

/** What a test asked for could not be done. */
public final class ChaosException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChaosException(String message) {
        super(message);
    }
}
