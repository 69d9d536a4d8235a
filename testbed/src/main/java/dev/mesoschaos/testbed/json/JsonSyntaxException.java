package dev.mesoschaos.testbed.json;

/** The bytes are no JSON document. */
public final class JsonSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JsonSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
