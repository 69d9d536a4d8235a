package dev.mesoschaos.testbed.json;

/** The JSON does not fit the message. */
public final class JsonConversionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JsonConversionException(String message) {
        super(message);
    }
}
