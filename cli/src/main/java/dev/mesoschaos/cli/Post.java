package dev.mesoschaos.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends JSON to one receiver, one text after another, beside everything else: who sends never waits, and what a receiver does
 * not take in time is dropped. The first failure is said, without the URL's path and query, which may hold a secret.
 */
final class Post implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int WAITING = 100;
    private static final int HTTP_OK_CLASS = 2;

    private final URI url;
    private final Optional<String> token;
    private final PrintStream err;
    private final AtomicBoolean complained = new AtomicBoolean();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ThreadPoolExecutor sender = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("annotations").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    Post(URI url, Optional<String> token, PrintStream err) {
        this.url = url;
        this.token = token;
        this.err = err;
    }

    void send(String json) {
        sender.execute(() -> sendNow(json));
    }

    /** Lets what waits go out, for as long as one request may take. */
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
    }

    private void sendNow(String json) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json));
            token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != HTTP_OK_CLASS) {
                complain("it answered " + status);
            }
        } catch (IOException e) {
            complain(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void complain(String what) {
        if (complained.compareAndSet(false, true)) {
            err.println("mesos-chaos: annotations do not reach " + url.getHost() + ": " + what + "; the run goes on");
        }
    }
}
