package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.http.Response;

/** A call is answered with an error status and a text. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String text) {
        super(text);
        this.status = status;
    }

    Response response() {
        Response response = Response.text(status, getMessage());
        return status == 405 ? response.with("Allow", "POST") : response;
    }
}
