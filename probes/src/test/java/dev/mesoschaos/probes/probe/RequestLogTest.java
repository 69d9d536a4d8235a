package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Event.Request;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private final Runs run = new Runs();
    private final RequestLog log = new RequestLog("http", "web", 100, run.context.clock(), run.context.recorder());
    private final Instant first = run.context.clock().now();

    @Test
    void aRequestWaitsForThoseThatWereDueBeforeIt() {
        RequestLog.Entry slow = log.open(first);
        log.open(first.plusMillis(10)).ended(Outcome.OK, "a2");

        log.write();
        assertThat(run.events).isEmpty();

        slow.ended(Outcome.TIMEOUT, "a1");
        log.write();
        assertThat(run.requests()).extracting(Request::outcome).containsExactly(Outcome.TIMEOUT, Outcome.OK);
        assertThat(run.requests()).extracting(Request::dueMicros).containsExactly(0L, 10_000L);
    }

    @Test
    void whatHasNotEndedAtTheCloseIsATimeoutAndNotForgotten() {
        log.open(first);

        log.close();

        assertThat(run.requests()).extracting(Request::outcome).containsExactly(Outcome.TIMEOUT);
    }

    @Test
    void onlyTheFirstEndOfARequestCounts() {
        RequestLog.Entry entry = log.open(first);
        entry.ended(Outcome.REFUSED, "a1");
        entry.ended(Outcome.OK, "a2");

        log.write();

        assertThat(run.requests()).singleElement().satisfies(request -> {
            assertThat(request.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(request.host()).isEqualTo("a1");
        });
    }

    @Test
    void nothingToWriteIsNoEvent() {
        log.write();

        assertThat(run.events).isEmpty();
    }
}
