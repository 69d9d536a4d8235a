package dev.mesoschaos.scenarios.cluster;

/** The cluster could not be opened, reached or commanded; the message says what to do. */
public class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
