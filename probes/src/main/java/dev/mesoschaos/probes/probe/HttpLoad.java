package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP probe at work: each request has a virtual thread of its own, so that no answer holds up another request. */
final class HttpLoad implements Probe.Running {

    private static final Logger LOG = LoggerFactory.getLogger(HttpLoad.class);

    /** Requests under way at one time; one more is recorded as broken, because it cannot be sent. */
    static final int MOST_UNDER_WAY = 2000;

    private static final double RECORDS_PER_SECOND = 2;
    private static final Duration GRACE = Duration.ofMillis(500);

    private final HttpProbe probe;
    private final Workload workload;
    private final Exchange exchange;
    private final RequestLog log;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final int firstInTurn;
    private final OpenLoop sending;
    private final OpenLoop recording;

    HttpLoad(HttpProbe probe, RunContext context, Workload workload) {
        this.probe = probe;
        this.workload = workload;
        this.exchange = new Exchange(context.cluster().harnessAddress(), probe.timeout());
        this.log = new RequestLog("http", probe.app(), probe.rate(), context.clock(), context.recorder());
        this.firstInTurn = context.seed().stream("http probe " + probe.app()).nextInt(1 << 16);
        this.sending = OpenLoop.start("http-probe-" + probe.app(), context.clock(), probe.rate(), this::send);
        this.recording = OpenLoop.start(
                "http-probe-record-" + probe.app(), context.clock(), RECORDS_PER_SECOND, (number, due) -> log.write());
    }

    private void send(long number, Instant due) {
        RequestLog.Entry entry = log.open(due);
        if (!room.tryAcquire()) {
            entry.ended(Outcome.BROKEN, "");
            return;
        }
        Thread.ofVirtual().start(() -> {
            try {
                ask(number, entry);
            } catch (RuntimeException e) {
                LOG.debug("request {} to {} could not be sent", number, probe.app(), e);
                entry.ended(Outcome.BROKEN, "");
            } finally {
                room.release();
            }
        });
    }

    private void ask(long number, RequestLog.Entry entry) {
        List<Workload.Endpoint> endpoints = workload.endpoints(probe.app());
        if (endpoints.isEmpty()) {
            entry.ended(Outcome.NOBODY_TO_ASK, "");
            return;
        }
        Workload.Endpoint endpoint = endpoints.get((int) ((firstInTurn + number) % endpoints.size()));
        entry.ended(exchange.get(endpoint.address()), endpoint.host());
    }

    @Override
    public void close() {
        sending.close();
        awaitAnswers();
        exchange.close();
        recording.close();
        log.close();
    }

    private void awaitAnswers() {
        try {
            Duration atMost = probe.timeout().plus(GRACE);
            if (room.tryAcquire(MOST_UNDER_WAY, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                room.release(MOST_UNDER_WAY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
