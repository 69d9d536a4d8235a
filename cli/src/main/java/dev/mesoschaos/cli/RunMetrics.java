package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.runner.Progress;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.Locale;

/** What the runs of a command are doing, for Prometheus to scrape from {@code /metrics}. */
final class RunMetrics implements View {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Gauge phase = gauge("phase", "1 for the phase in which the run is, 0 for others.", "scenario", "phase");
    private final Gauge elapsed = gauge("elapsed_seconds", "Seconds since the run started.", "scenario");
    private final Gauge faults = gauge("open_faults", "Faults that are not undone yet.", "scenario");
    private final Gauge indicator = gauge(
            "indicator", "Live value over the last seconds, a share between 0 and 1.", "scenario", "indicator");
    private final Gauge objective = gauge(
            "objective", "Judged number in the indicator's own unit, seconds or a share.", "scenario", "objective", "about");
    private final Counter runs = Counter.builder()
            .name("mesos_chaos_runs_total")
            .help("Runs that have ended, by verdict.")
            .labelNames("scenario", "verdict")
            .register(registry);
    private final HTTPServer server;
    private String scenario = "";

    /**
     * Listens.
     *
     * @param port 0 for any that is free
     * @throws IOException when it is taken
     */
    RunMetrics(int port) throws IOException {
        server = HTTPServer.builder().port(port).registry(registry).buildAndStart();
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void started(String name, String headline) {
        scenario = name;
        show(Progress.of(Phase.OPENING, ""));
    }

    @Override
    public void progress(Progress progress) {
        show(progress);
    }

    @Override
    public void ended(Result result) {
        over(result.verdict());
        for (Claim claim : result.claims()) {
            claim.measured().value().ifPresent(
                    value -> objective.labelValues(scenario, claim.id(), claim.about()).set(value));
        }
    }

    @Override
    public void broken(String reason) {
        over(Verdict.ERROR);
    }

    @Override
    public void close() {
        server.close();
    }

    private void show(Progress progress) {
        for (Phase one : Phase.values()) {
            phase.labelValues(scenario, one.name().toLowerCase(Locale.ROOT)).set(one == progress.phase() ? 1 : 0);
        }
        elapsed.labelValues(scenario).set(progress.elapsed().toMillis() / 1000.0);
        faults.labelValues(scenario).set(progress.openFaults().size());
        // What is no more measured must not stand there as if it were.
        indicator.clear();
        progress.headline().forEach((name, live) -> indicator.labelValues(scenario, name).set(live.value()));
    }

    private void over(Verdict verdict) {
        show(Progress.of(Phase.ENDED, ""));
        runs.labelValues(scenario, verdict.name().toLowerCase(Locale.ROOT)).inc();
    }

    private Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder().name("mesos_chaos_" + name).help(help).labelNames(labels).register(registry);
    }
}
