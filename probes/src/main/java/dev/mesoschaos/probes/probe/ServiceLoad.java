package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Asks a service at a fixed rate, whatever became of the questions before. */
final class ServiceLoad implements AutoCloseable {

    /** More than can be under way at the highest rate and the longest timeout. */
    private static final int MOST_UNDER_WAY = 500;

    private static final double RECORDS_PER_SECOND = 2;
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Service service;
    private final Duration timeout;
    private final RequestLog log;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final OpenLoop asking;
    private final OpenLoop recording;

    ServiceLoad(String name, Service service, double rate, Duration timeout, RunContext context) {
        this.service = service;
        this.timeout = timeout;
        this.log = new RequestLog(ControlPlaneProbeType.ID, name, rate, context.clock(), context.recorder());
        this.asking = OpenLoop.start("control-plane-" + name, context.clock(), rate, (number, due) -> ask(due));
        this.recording = OpenLoop.start("control-plane-record-" + name, context.clock(), RECORDS_PER_SECOND,
                (number, due) -> log.write());
    }

    private void ask(Instant due) {
        RequestLog.Entry entry = log.open(due);
        if (!room.tryAcquire()) {
            entry.ended(Outcome.BROKEN, "");
            return;
        }
        Thread.ofVirtual().start(() -> {
            try {
                Service.Answer answer = service.ask();
                entry.ended(answer.outcome(), answer.host());
            } catch (RuntimeException e) {
                entry.ended(Outcome.BROKEN, "");
            } finally {
                room.release();
            }
        });
    }

    @Override
    public void close() {
        asking.close();
        try {
            room.tryAcquire(MOST_UNDER_WAY, timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        service.close();
        recording.close();
        log.close();
    }
}
