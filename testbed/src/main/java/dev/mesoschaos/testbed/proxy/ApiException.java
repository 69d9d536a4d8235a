package dev.mesoschaos.testbed.proxy;

import java.io.Serial;

/** A request that is refused, with Toxiproxy's own words and status. */
final class ApiException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    static ApiException badBody(String what) {
        return new ApiException(400, "bad request body: " + what);
    }

    static ApiException missingField(String name) {
        return new ApiException(400, "missing required field: " + name);
    }
}
