package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One request and its answer, on connections that are kept alive; tells apart the ways in which it can go wrong.
 * OkHttp, because the JDK's client does not tell a refused connection from one that finds no route.
 */
final class Exchange implements AutoCloseable {

    private static final int IDLE_CONNECTIONS = 200;
    private static final Duration KEPT_ALIVE = Duration.ofSeconds(30);

    private final OkHttpClient client;

    /**
     * For requests from one address.
     *
     * @param from the local address, so that requests take the way that faults may cut
     * @param timeout from the sending of a request to the end of its answer
     */
    Exchange(String from, Duration timeout) {
        this.client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .socketFactory(new BoundSockets(from))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEPT_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .build();
    }

    /** Sends {@code GET /} and waits for the whole answer. */
    Outcome get(Address to) {
        HttpUrl url = new HttpUrl.Builder().scheme("http").host(to.host()).port(to.port()).build();
        try (Response answer = client.newCall(new Request.Builder().url(url).build()).execute()) {
            answer.body().bytes();
            return answer.isSuccessful() ? Outcome.OK : Outcome.ERROR_STATUS;
        } catch (InterruptedIOException e) {
            return Outcome.TIMEOUT;
        } catch (IOException e) {
            return isRefused(e) ? Outcome.REFUSED : Outcome.BROKEN;
        }
    }

    /** The same exception also stands for a missing route; only its text tells them apart. */
    private static boolean isRefused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof ConnectException
                    && message != null
                    && message.toLowerCase(Locale.ROOT).contains("refused")) {
                return true;
            }
        }
        return false;
    }

    /** Ends what is still under way. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
