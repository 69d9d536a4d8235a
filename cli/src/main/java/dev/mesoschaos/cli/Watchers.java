package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that let others than the person at the terminal watch runs. */
final class Watchers {

    static final String TOKEN = "MESOS_CHAOS_ANNOTATE_TOKEN";

    private static final int LAST_PORT = 65535;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Serves metrics of the run for Prometheus at /metrics there; 0 for any port that is free.")
    private Integer metricsPort;

    @Option(
            names = "--annotate",
            paramLabel = "URL",
            description = "Tells a receiver of JSON of start, inject, undo and verdict: Grafana's annotation API, known by "
                    + "its path /api/annotations, or any other. Its token is taken from " + TOKEN + ".")
    private URI annotate;

    /** Those asked for, to be closed after the last run. */
    List<View> open(Terminal terminal, Map<String, String> environment) throws IOException {
        List<View> views = new ArrayList<>();
        if (annotate != null) {
            views.add(annotations(terminal, environment));
        }
        if (metricsPort != null) {
            if (metricsPort < 0 || metricsPort > LAST_PORT) {
                throw new UsageException("--metrics-port " + metricsPort + ": expected a port, 0 to " + LAST_PORT);
            }
            RunMetrics metrics = new RunMetrics(metricsPort);
            views.add(metrics);
            terminal.err().println("metrics: port " + metrics.port() + ", path /metrics");
        }
        return views;
    }

    private Annotations annotations(Terminal terminal, Map<String, String> environment) {
        String scheme = annotate.getScheme();
        if (annotate.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new UsageException("--annotate: expected a URL that starts with http:// or https://");
        }
        Optional<String> token = Optional.ofNullable(environment.get(TOKEN)).filter(text -> !text.isEmpty());
        return new Annotations(annotate, token, Clock.system(), terminal.err());
    }
}
