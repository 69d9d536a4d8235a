package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A change that comes before the registry is recovered (mesos-facts 14.1, "v0 POST handlers still run"). */
class RecoveringWriteIT extends MasterCase {

    private static final String SCHEDULE =
            "{\"windows\":[{\"machine_ids\":[{\"hostname\":\"h\"}],\"unavailability\":{\"start\":{\"nanoseconds\":1}}}]}";

    @Test
    void aScheduleIsWrittenOnceTheRegistryIsRecovered() throws Exception {
        MasterProcess first = bench.master("m1", 2);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> bench.post(first, "/machine/down", "[]").status() == 400);
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Bench.Answer> answer = background.submit(() -> bench.post(first, "/maintenance/schedule", SCHEDULE));
            // Without them there is no quorum.
            bench.master("m2", 2);
            bench.master("m3", 2);

            assertThat(answer.get(50, TimeUnit.SECONDS)).isEqualTo(new Bench.Answer(200, ""));
        }
        assertThat(bench.get(first, "/maintenance/schedule").at("/windows/0/machine_ids/0/hostname").textValue())
                .isEqualTo("h");
    }
}
