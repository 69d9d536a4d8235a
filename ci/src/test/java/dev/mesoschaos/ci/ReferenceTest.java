package dev.mesoschaos.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference of the language tells all there is, and nothing there is not. */
class ReferenceTest {

    private static final Path SCENARIOS = Path.of("..", "scenarios");

    private final Plugins plugins = Plugins.find();
    private final String reference = Files.readString(SCENARIOS.resolve("REFERENCE.md"));

    ReferenceTest() throws IOException {}

    private List<String> firstColumnOf(String heading) {
        String section = reference.substring(reference.indexOf(heading)).split("\n#", 2)[0];
        return Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                .matcher(section)
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void everyFaultProbeIndicatorAndInvariantHasItsRow() {
        assertThat(firstColumnOf("### Faults")).containsExactlyInAnyOrderElementsOf(plugins.faults().keySet());
        assertThat(firstColumnOf("## Probes")).containsExactlyInAnyOrderElementsOf(plugins.probes().keySet());
        assertThat(firstColumnOf("## Objectives")).containsExactlyInAnyOrderElementsOf(plugins.indicators().keySet());
        assertThat(firstColumnOf("## Invariants")).containsExactlyInAnyOrderElementsOf(plugins.invariants().keySet());
    }

    @Test
    void everyKeyOfTheSchemaIsExplained() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(SCENARIOS.resolve("scenario.schema.json").toFile());

        assertThat(names(schema.get("properties")))
                .contains("method")
                .allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
    }

    private static Stream<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey);
    }
}
