package dev.mesoschaos.mesosclient.json;

import java.io.IOException;

/** JSON that does not fit the message it should be. */
final class JsonConversionException extends IOException {

    private static final long serialVersionUID = 1L;

    JsonConversionException(String message) {
        super(message);
    }
}
