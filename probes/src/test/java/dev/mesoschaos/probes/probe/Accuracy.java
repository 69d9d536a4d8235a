package dev.mesoschaos.probes.probe;

import dev.mesoschaos.probes.indicator.Latency;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/**
 * What the HTTP probe says of a server whose delays are known: 5 ms, one in fifty 30 ms, one in two hundred 60 ms, and a
 * stall in the middle of the time.
 *
 * @param rate requests a second
 * @param length of the load
 * @param stall how long nobody is answered
 */
record Accuracy(double rate, Duration length, Duration stall) {

    static final double[] PERCENTILES = {50, 99, 99.9};

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int CLOSED_LOOPS = 10;

    /**
     * A percentile twice over, in seconds.
     *
     * @param truth by the server's own record: from when each request was due to when its answer left
     * @param reported by the probe's journal
     */
    record Figure(double percentile, double truth, double reported) {}

    List<Figure> figures() throws Exception {
        Runs run = new Runs();
        double[] truth;
        try (DelayedServer server = server(run.context.clock().now())) {
            SlaProbe probe = new SlaProbe(Way.HTTP, "web", rate, TIMEOUT);
            Runs.during(probe.start(run.context, FakeWorkload.at(server.address())), length);
            truth = truth(run, server.answers());
        }
        return Arrays.stream(PERCENTILES)
                .mapToObj(p -> new Figure(p, at(truth, p), reported(run, p)))
                .toList();
    }

    private DelayedServer server(Instant start) {
        Instant from = start.plus(length.dividedBy(2));
        Instant to = from.plus(stall);
        return new DelayedServer((number, arrived) -> delay(number)
                .plus(arrived.isBefore(from) || arrived.isAfter(to) ? Duration.ZERO : Duration.between(arrived, to)));
    }

    private static Duration delay(int number) {
        return Duration.ofMillis(number % 200 == 7 ? 60 : number % 50 == 3 ? 30 : 5);
    }

    /** Requests arrive in the order in which they are due; one that was left out would be missed here. */
    private double[] truth(Runs run, List<Instant> answers) {
        Instant first = run.of(Event.Requests.class).getFirst().at();
        if (answers.size() != run.requests().size() || answers.size() < 0.95 * rate * length.toMillis() / 1000) {
            throw new AssertionError(answers.size() + " answers to " + run.requests().size() + " requests");
        }
        return LongStream.range(0, answers.size())
                .mapToDouble(i -> seconds(first.plusNanos(Math.round(i * 1e9 / rate)), answers.get((int) i)))
                .sorted()
                .toArray();
    }

    private double reported(Runs run, double percentile) {
        List<Event> events = new ArrayList<>(run.of(Event.Requests.class));
        Window all = new Window(events.getFirst().at(), events.getFirst().at().plus(length));
        events.add(new Event.PhaseEntered(all.to().plusSeconds(10), Phase.CLOSING));
        Query query = new Query(Optional.of("web"), OptionalDouble.of(percentile));
        return new Latency().measure(new Timeline(events), all, query).value().orElseThrow();
    }

    /** The same percentiles, in seconds, of clients that send again only when they were answered, to such a server. */
    double[] closedLoop() throws InterruptedException {
        ConcurrentLinkedQueue<Double> latencies = new ConcurrentLinkedQueue<>();
        Clock clock = Clock.system();
        Instant start = clock.now();
        try (DelayedServer server = server(start);
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<Thread> loops = new ArrayList<>();
            for (int i = 0; i < CLOSED_LOOPS; i++) {
                loops.add(Thread.ofVirtual().start(() -> {
                    while (clock.now().isBefore(start.plus(length))) {
                        Instant sent = clock.now();
                        get(client, server.address());
                        latencies.add(seconds(sent, clock.now()));
                        Instant next = sent.plusNanos(Math.round(CLOSED_LOOPS * 1e9 / rate));
                        clock.pause(Duration.between(clock.now(), next));
                    }
                }));
            }
            for (Thread loop : loops) {
                loop.join();
            }
        }
        double[] sorted = latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(PERCENTILES).map(p -> at(sorted, p)).toArray();
    }

    private static void get(HttpClient client, Address address) {
        try {
            client.send(HttpRequest.newBuilder(URI.create("http://" + address)).build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double at(double[] sorted, double percentile) {
        return sorted[Math.max(1, (int) Math.ceil(percentile / 100 * sorted.length)) - 1];
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
