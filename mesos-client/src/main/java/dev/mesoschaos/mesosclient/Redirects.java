package dev.mesoschaos.mesosclient;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends a request and follows Mesos' redirects by hand: their {@code Location} has no scheme, the process's path is put in
 * front, and OkHttp would drop the credentials on the way (mesos-facts section 0, J4; section 14).
 *
 * <p>A redirect that names a scheme must name the one in use, so that nothing that was asked under TLS, the credentials
 * first of all, is ever sent without.
 */
final class Redirects {

    /** How many redirects a request may take. */
    static final int MOST = 5;

    private static final int TEMPORARY_REDIRECT = 307;

    /** Who answered at the end, the open answer, the call to cancel it by, and what was seen below it. */
    record Reached(
            MasterAddress master, String path, Response response, Call call, Exchange exchange, PeerText words) {

        @Override
        public String toString() {
            return master + path;
        }
    }

    private record Hop(MasterAddress master, String path) {

        @Override
        public String toString() {
            return master + path;
        }
    }

    private final OkHttpClient client;
    private final Dialling dialling;

    Redirects(OkHttpClient client, Dialling dialling) {
        this.client = client;
        this.dialling = dialling;
    }

    /**
     * Sends until the answer is no redirect.
     *
     * @param limit of all hops together; zero for an answer that goes on without end
     */
    Reached follow(MasterAddress to, String path, Request.Builder template, int most, Duration limit, CallSlot slot) {
        dialling.credentials().ifPresent(known -> template.header("Authorization", known.header()));
        long start = dialling.nanos().getAsLong();
        Set<Hop> seen = new LinkedHashSet<>();
        Hop hop = new Hop(to, path);
        while (seen.add(hop) && seen.size() <= most + 1) {
            long spent = dialling.nanos().getAsLong() - start;
            Duration left = limit.isZero() ? limit : limit.minusNanos(Math.min(spent, limit.toNanos() - 1));
            Call call = call(hop, template, left);
            slot.hold(call);
            Exchange exchange = new Exchange();
            Response response = execute(hop, call, exchange);
            if (response.code() != TEMPORARY_REDIRECT) {
                return new Reached(hop.master(), hop.path(), response, call, exchange, dialling.words());
            }
            try (response) {
                hop = next(hop, response.header("Location"));
            }
        }
        throw new MesosException.Unavailable(dialling.words().printable(most == 0
                ? to + " does not lead: it redirects to " + hop.master()
                : "redirected without end: " + seen + ", then " + hop));
    }

    private Call call(Hop hop, Request.Builder template, Duration limit) {
        HttpUrl url = HttpUrl.parse(dialling.scheme() + "://" + dialling.route().apply(hop.master()) + hop.path());
        if (url == null) {
            throw new MesosException.Malformed(
                    dialling.words().printable(hop.toString()) + " is no address that can be asked", null);
        }
        Call call = client.newCall(template.url(url).build());
        call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        return call;
    }

    private Response execute(Hop hop, Call call, Exchange exchange) {
        call.addEventListener(exchange);
        try {
            return call.execute();
        } catch (IOException e) {
            throw Failures.of("no answer from " + hop, e, exchange.sent(), dialling.words());
        }
    }

    private Hop next(Hop from, String location) {
        try {
            URI target = URI.create(location == null ? "" : location);
            if (target.getRawAuthority() == null) {
                throw new IllegalArgumentException("it names no host and port");
            }
            if (target.getScheme() != null && !target.getScheme().equalsIgnoreCase(dialling.scheme())) {
                throw new IllegalArgumentException("only " + dialling.scheme() + " is spoken here");
            }
            MasterAddress master = MasterAddress.parse(target.getRawAuthority());
            if (!dialling.trusted().test(master)) {
                throw new IllegalArgumentException("redirects to it are not allowed by the settings");
            }
            String path = target.getRawPath().isEmpty() ? from.path() : target.getRawPath();
            String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
            return new Hop(master, path + query);
        } catch (IllegalArgumentException e) {
            String told = from + " redirects to '" + location + "', which is not followed: " + e.getMessage();
            throw new MesosException.Malformed(dialling.words().printable(told), dialling.words().printable(e));
        }
    }
}
