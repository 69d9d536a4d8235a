package dev.mesoschaos.testbed.api;

import dev.mesoschaos.testbed.http.Response;
import java.util.Arrays;

/** A call is answered with an error status and a text. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String allow;

    /** A refusal in Mesos' words. */
    public Refusal(int status, String text) {
        this(status, text, "");
    }

    private Refusal(int status, String text, String allow) {
        super(text);
        this.status = status;
        this.allow = allow;
    }

    /** The caller may not do this (mesos-facts section 8). */
    public static Refusal forbidden() {
        return new Refusal(403, "403 Forbidden.");
    }

    /** There is nothing of that kind in Mesos either, such as for a call of type {@code UNKNOWN}. */
    public static Refusal notImplemented() {
        return new Refusal(501, "501 Not Implemented.");
    }

    /** The method is none of those that are taken. */
    public static Refusal method(String received, String... expected) {
        String list = String.join(", ", Arrays.stream(expected).map(name -> "'" + name + "'").toList());
        return new Refusal(
                405,
                "405 Method Not Allowed. Expecting one of { " + list + " }, but received '" + received + "'.",
                String.join(", ", expected));
    }

    /** The answer that says so. */
    public Response response() {
        Response response = Response.text(status, getMessage());
        return allow.isEmpty() ? response : response.with("Allow", allow);
    }
}
