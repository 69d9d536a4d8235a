package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.runner.Progress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunMetricsTest {

    @Test
    void prometheusSeesWhatTheRunIsDoing() throws Exception {
        try (RunMetrics metrics = new RunMetrics(0)) {
            metrics.started("cut", "seed 1");
            metrics.progress(new Progress(
                    Duration.ofMillis(12_500), Phase.METHOD, List.of("f1", "f2"),
                    Map.of("schedulability", new Progress.Gauge(0.75, "75 %")), List.of(), "", Optional.empty()));

            assertThat(scrape(metrics)).contains(
                    "mesos_chaos_phase{phase=\"method\",scenario=\"cut\"} 1.0",
                    "mesos_chaos_phase{phase=\"opening\",scenario=\"cut\"} 0.0",
                    "mesos_chaos_open_faults{scenario=\"cut\"} 2.0",
                    "mesos_chaos_elapsed_seconds{scenario=\"cut\"} 12.5",
                    "mesos_chaos_indicator{indicator=\"schedulability\",scenario=\"cut\"} 0.75");
        }
    }

    @Test
    void whatIsNoLongerMeasuredIsNoLongerShown() throws Exception {
        try (RunMetrics metrics = new RunMetrics(0)) {
            metrics.started("cut", "");
            metrics.progress(new Progress(
                    Duration.ZERO, Phase.METHOD, List.of("f1"), Map.of("availability", new Progress.Gauge(1, "")),
                    List.of(), "", Optional.empty()));
            metrics.broken("gone");

            assertThat(scrape(metrics))
                    .contains("mesos_chaos_runs_total{scenario=\"cut\",verdict=\"error\"} 1.0",
                            "mesos_chaos_open_faults{scenario=\"cut\"} 0.0")
                    .doesNotContain("availability");
        }
    }

    private static String scrape(RunMetrics metrics) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + metrics.port() + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }
}
