package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request and its answer, on connections that are kept alive; tells apart the ways in which it can go wrong. */
final class Exchange implements AutoCloseable {

    private static final int OK_FROM = 200;
    private static final int OK_BELOW = 300;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Duration timeout;

    /**
     * For requests from one address.
     *
     * @param from the local address, so that requests take the way that faults may cut
     */
    Exchange(String from, Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .localAddress(address(from))
                .build();
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(
                    "the cluster says that users' requests come from '" + host + "', which is no address", e);
        }
    }

    /** Sends {@code GET /} and waits for the whole answer. */
    Outcome get(Address to) {
        // The request's own timeout ends with the answer's head; a body that stalls is caught by the wait below.
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + to + "/"))
                .timeout(timeout)
                .build();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            int code = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode();
            return code >= OK_FROM && code < OK_BELOW ? Outcome.OK : Outcome.ERROR_STATUS;
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Outcome.TIMEOUT;
        } catch (ExecutionException e) {
            return outcome(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.BROKEN;
        }
    }

    private static Outcome outcome(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException) {
                return Outcome.TIMEOUT;
            }
            // The same exception also stands for a missing route; only its text tells them apart.
            if (cause instanceof ConnectException && saysRefused(cause.getMessage())) {
                return Outcome.REFUSED;
            }
        }
        return Outcome.BROKEN;
    }

    private static boolean saysRefused(String message) {
        return message != null && message.toLowerCase(Locale.ROOT).contains("refused");
    }

    @Override
    public void close() {
        client.shutdownNow();
        executor.shutdownNow();
    }
}
