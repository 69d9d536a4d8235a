package dev.mesoschaos.testbed.auth;

import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import java.util.Optional;

/** Endpoints that share a switch for authentication, and the answer to who does not say who they are. */
public final class Realm {

    private final String name;
    private final Optional<Credentials> credentials;

    private Realm(String name, Optional<Credentials> credentials) {
        this.name = name;
        this.credentials = credentials;
    }

    /** A realm that asks nobody who they are, whatever they say. */
    public static Realm open(String name) {
        return new Realm(name, Optional.empty());
    }

    /** A realm for those alone who prove a principal. */
    public static Realm closed(String name, Credentials credentials) {
        return new Realm(name, Optional.of(credentials));
    }

    /** The same endpoint behind this realm: authentication precedes all else, redirects too (mesos-facts 1.1). */
    public Handler guard(Handler endpoint) {
        return credentials.isEmpty() ? endpoint : (request, exchange) -> guarded(request, exchange, endpoint);
    }

    private void guarded(Request request, Exchange exchange, Handler endpoint) {
        credentials
                .flatMap(known -> known.principal(request.header("Authorization")))
                .ifPresentOrElse(
                        principal -> endpoint.handle(request.by(principal), exchange),
                        () -> exchange.respond(Response.status(401)
                                .with("WWW-Authenticate", "Basic realm=\"" + name + "\"")));
    }
}
