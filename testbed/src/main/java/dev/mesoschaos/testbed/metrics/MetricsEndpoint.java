package dev.mesoschaos.testbed.metrics;

import dev.mesoschaos.testbed.api.JsonAnswer;
import dev.mesoschaos.testbed.flags.MesosDuration;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.json.MesosJson;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** {@code /metrics/snapshot}: two answers in a second at most, further ones wait (mesos-facts 1.4). */
public final class MetricsEndpoint implements Handler {

    private static final Duration SPACING = Duration.ofMillis(500);

    private final Supplier<Map<String, Double>> snapshot;
    private final ScheduledExecutorService thread;
    private final LongSupplier nanos;
    private long nextNanos;

    /**
     * Makes the endpoint.
     *
     * @param snapshot called on {@code thread}
     * @param nanos a monotonic clock
     */
    public MetricsEndpoint(
            Supplier<Map<String, Double>> snapshot, ScheduledExecutorService thread, LongSupplier nanos) {
        this.snapshot = snapshot;
        this.thread = thread;
        this.nanos = nanos;
        this.nextNanos = nanos.getAsLong();
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        thread.execute(() -> {
            long now = nanos.getAsLong();
            long wait = Math.max(0, nextNanos - now);
            nextNanos = now + wait + SPACING.toNanos();
            var unused = thread.schedule(() -> exchange.respond(answer(request)), wait, TimeUnit.NANOSECONDS);
        });
    }

    private Response answer(Request request) {
        String timeout = request.query("timeout").orElse("0ns");
        try {
            MesosDuration.parse(timeout);
        } catch (IllegalArgumentException e) {
            return Response.text(400, "Invalid timeout '" + timeout + "': " + problem(timeout) + ".\n");
        }
        return JsonAnswer.of(request, out -> {
            out.writeStartObject();
            for (Map.Entry<String, Double> metric : snapshot.get().entrySet()) {
                out.writeFieldName(metric.getKey());
                MesosJson.writeDouble(out, metric.getValue());
            }
            out.writeEndObject();
        });
    }

    private static String problem(String timeout) {
        String number = timeout.replaceFirst("[^0-9.].*", "");
        return number.isEmpty()
                ? "Failed to convert '' to number"
                : "Unknown duration unit '" + timeout.substring(number.length()) + "'";
    }
}
