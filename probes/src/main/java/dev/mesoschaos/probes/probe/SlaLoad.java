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

/** An SLA probe at work: one thread keeps the schedule, another sends and hears answers, none waits for an answer. */
final class SlaLoad implements Probe.Running {

    /** More than can be under way at the highest rate and the longest timeout. */
    private static final int MOST_UNDER_WAY = 200_000;

    private static final double RECORDS_PER_SECOND = 2;
    private static final Duration GRACE = Duration.ofMillis(500);

    private final SlaProbe probe;
    private final Workload workload;
    private final Outbound outbound;
    private final Exchange exchange;
    private final RequestLog log;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final int firstInTurn;
    private final OpenLoop sending;
    private final OpenLoop recording;

    SlaLoad(SlaProbe probe, RunContext context, Workload workload) {
        String id = probe.way().probe();
        String name = id + "-probe-" + probe.app();
        this.probe = probe;
        this.workload = workload;
        this.outbound = new Outbound(name, context.cluster().harnessAddress(), probe.timeout());
        this.exchange = probe.way().through(outbound);
        this.log = new RequestLog(id, probe.app(), probe.rate(), context.clock(), context.recorder());
        this.firstInTurn = context.seed().stream(id + " probe " + probe.app()).nextInt(1 << 16);
        this.sending = OpenLoop.start(name + "-schedule", context.clock(), probe.rate(), this::send);
        this.recording = OpenLoop.start(
                name + "-record", context.clock(), RECORDS_PER_SECOND, (number, due) -> log.write());
    }

    private void send(long number, Instant due) {
        RequestLog.Entry entry = log.open(due);
        room.acquireUninterruptibly();
        outbound.execute(() -> {
            entry.sent();
            ask(number, entry, workload.endpoints(probe.app()));
        });
    }

    private void ask(long number, RequestLog.Entry entry, List<Workload.Endpoint> endpoints) {
        if (endpoints.isEmpty()) {
            end(entry, Outcome.NOBODY_TO_ASK, "");
            return;
        }
        Workload.Endpoint endpoint = endpoints.get((int) ((firstInTurn + number) % endpoints.size()));
        exchange.ask(endpoint.address(), outcome -> end(entry, outcome, endpoint.host()));
    }

    private void end(RequestLog.Entry entry, Outcome outcome, String host) {
        entry.ended(outcome, host);
        room.release();
    }

    @Override
    public void close() {
        sending.close();
        awaitAnswers();
        outbound.close();
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
