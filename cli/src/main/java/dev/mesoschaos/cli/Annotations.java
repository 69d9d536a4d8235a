package dev.mesoschaos.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.runner.Progress;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells Grafana, or any other receiver of JSON, when runs start, faults are in effect and undone, and which verdict came of
 * it. A receiver that is dead or slow misses them, and nothing else happens.
 */
final class Annotations implements View {

    private static final String GRAFANA = "/api/annotations";

    private final Post post;
    private final Clock clock;
    private final boolean grafana;
    private String scenario = "";

    /**
     * Annotations for a receiver.
     *
     * @param url of Grafana's annotation API, which is known by its path, or of any other receiver
     * @param token sent as a bearer's; nowhere else
     */
    Annotations(URI url, Optional<String> token, Clock clock, PrintStream err) {
        this.post = new Post(url, token, err);
        this.clock = clock;
        this.grafana = url.getPath() != null && url.getPath().endsWith(GRAFANA);
    }

    @Override
    public void started(String name, String headline) {
        scenario = name;
        tell("start", headline);
    }

    @Override
    public void progress(Progress progress) {
        progress.injection().ifPresent(state -> {
            if (state == InjectionState.ACTIVE) {
                tell("inject", progress.news());
            } else if (state == InjectionState.UNDONE || state == InjectionState.UNDO_FAILED) {
                tell("undo", progress.news());
            }
        });
    }

    @Override
    public void ended(Result result) {
        tell("verdict", result.verdict() + ": " + result.why());
    }

    @Override
    public void broken(String reason) {
        tell("verdict", "ERROR: " + reason);
    }

    @Override
    public void close() {
        post.close();
    }

    private void tell(String event, String text) {
        Instant now = clock.now();
        post.send(json(grafana
                ? new Annotation(now.toEpochMilli(), List.of("mesos-chaos", scenario, event), scenario + ": " + text)
                : new Notice(event, scenario, now, text)));
    }

    private static String json(Object body) {
        try {
            return JournalJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Grafana's annotation API wants it. */
    private record Annotation(long time, List<String> tags, String text) {}

    /** For all others. */
    private record Notice(String event, String scenario, Instant at, String text) {}
}
