package dev.mesoschaos.probes.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.HashSet;
import java.util.Set;

/**
 * What the scenario's text, which the journal holds, declares about its apps.
 *
 * @param http apps that are the built-in HTTP server, whose instances report on themselves
 * @param overRacks apps spread over racks
 */
public record DeclaredApps(Set<String> http, Set<String> overRacks) {

    private static final YAMLMapper YAML = new YAMLMapper();

    public DeclaredApps {
        http = Set.copyOf(http);
        overRacks = Set.copyOf(overRacks);
    }

    /** Reads the scenario of a run; nothing is declared when there is none. */
    public static DeclaredApps of(Timeline timeline) {
        Set<String> http = new HashSet<>();
        Set<String> overRacks = new HashSet<>();
        for (Event.RunStarted run : timeline.of(Event.RunStarted.class)) {
            for (JsonNode app : tree(run.scenario()).path("workload")) {
                String name = app.path("app").asText();
                if (app.has("http")) {
                    http.add(name);
                }
                if (app.path("spread").asText().equals("rack")) {
                    overRacks.add(name);
                }
            }
        }
        return new DeclaredApps(http, overRacks);
    }

    private static JsonNode tree(String scenario) {
        try {
            return YAML.readTree(scenario);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the journal's first line holds no readable scenario; was the file edited?", e);
        }
    }
}
