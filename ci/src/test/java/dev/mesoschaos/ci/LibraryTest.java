package dev.mesoschaos.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.library.Library;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library of scenarios, as this build reads it. */
class LibraryTest {

    private static final Path LIBRARY = Path.of("..", "scenarios", "library");
    private static final Duration LONGEST_HOLDS = Duration.ofSeconds(15);

    private static List<Scenario> library(String part) {
        return new ScenarioFiles(new ScenarioReader(Plugins.find()))
                .read(List.of(LIBRARY.resolve(part).toString()), Map.of()).stream()
                .map(entry -> entry.reading().orThrow()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smoke", "nightly"})
    void eachScenarioIsNamedLikeItsFile(String part) {
        List<String> files = Library.items().stream()
                .filter(item -> item.group().equals(part))
                .map(Library.Item::name)
                .toList();

        assertThat(library(part)).isNotEmpty().extracting(Scenario::name).isEqualTo(files);
    }

    @Test
    void theSmokeLibraryHasTheFourKindsOfFault() {
        assertThat(library("smoke")).flatExtracting(Scenario::faults).extracting(Step.Fault::fault).contains(
                "host-power-off", "network-partition", "zookeeper-saturation", "toxiproxy-latency");
    }

    @Test
    void theSmokeLibraryIsShort() {
        assertThat(library("smoke")).allSatisfy(scenario -> assertThat(scenario.faults().stream()
                        .map(Step.Fault::hold)
                        .reduce(Duration.ZERO, Duration::plus))
                .isLessThanOrEqualTo(LONGEST_HOLDS));
    }
}
