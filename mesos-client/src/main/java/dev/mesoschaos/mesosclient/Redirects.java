package dev.mesoschaos.mesosclient;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends a request and follows Mesos' redirects by hand: their {@code Location} has no scheme, the process's path is put in
 * front, and OkHttp would drop the credentials on the way (mesos-facts section 0, J4; section 14).
 */
final class Redirects {

    /** How many redirects a request may take. */
    static final int MOST = 5;

    private static final int TEMPORARY_REDIRECT = 307;

    /** Who answered at the end, the open answer, the call to cancel it by, and what was seen below it. */
    record Reached(MasterAddress master, String path, Response response, Call call, Exchange exchange) {}

    private record Hop(MasterAddress master, String path) {

        @Override
        public String toString() {
            return master + path;
        }
    }

    private final OkHttpClient client;
    private final UnaryOperator<MasterAddress> route;
    private final Optional<String> authorization;
    private final LongSupplier nanos;

    Redirects(OkHttpClient client, UnaryOperator<MasterAddress> route, Optional<Credentials> credentials,
            LongSupplier nanos) {
        this.client = client;
        this.route = route;
        this.authorization = credentials.map(Credentials::header);
        this.nanos = nanos;
    }

    /**
     * Sends until the answer is no redirect.
     *
     * @param limit of all hops together; zero for an answer that goes on without end
     */
    Reached follow(MasterAddress to, String path, Request.Builder template, int most, Duration limit, CallSlot slot) {
        authorization.ifPresent(value -> template.header("Authorization", value));
        long start = nanos.getAsLong();
        Set<Hop> seen = new LinkedHashSet<>();
        Hop hop = new Hop(to, path);
        while (seen.add(hop) && seen.size() <= most + 1) {
            long spent = nanos.getAsLong() - start;
            Duration left = limit.isZero() ? limit : limit.minusNanos(Math.min(spent, limit.toNanos() - 1));
            Call call = call(hop, template, left);
            slot.hold(call);
            Exchange exchange = new Exchange();
            Response response = execute(hop, call, exchange);
            if (response.code() != TEMPORARY_REDIRECT) {
                return new Reached(hop.master(), hop.path(), response, call, exchange);
            }
            try (response) {
                hop = next(hop, response.header("Location"));
            }
        }
        throw new MesosException.Unavailable(most == 0
                ? to + " does not lead: it redirects to " + hop.master()
                : "redirected without end: " + seen + ", then " + hop);
    }

    private Call call(Hop hop, Request.Builder template, Duration limit) {
        HttpUrl url = HttpUrl.parse("http://" + route.apply(hop.master()) + hop.path());
        if (url == null) {
            throw new MesosException.Malformed(hop + " is no address that can be asked", null);
        }
        Call call = client.newCall(template.url(url).build());
        call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        return call;
    }

    private static Response execute(Hop hop, Call call, Exchange exchange) {
        call.addEventListener(exchange);
        try {
            return call.execute();
        } catch (IOException e) {
            throw new MesosException.Unreachable("no answer from " + hop + ": " + e.getMessage(), exchange.sent(), e);
        }
    }

    private static Hop next(Hop from, String location) {
        try {
            URI target = URI.create(location == null ? "" : location);
            if (target.getRawAuthority() == null) {
                throw new IllegalArgumentException("no host and port");
            }
            String path = target.getRawPath().isEmpty() ? from.path() : target.getRawPath();
            String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
            return new Hop(MasterAddress.parse(target.getRawAuthority()), path + query);
        } catch (IllegalArgumentException e) {
            throw new MesosException.Malformed(
                    from + " redirects to '" + Answer.printable(location) + "', which is no address", e);
        }
    }
}
