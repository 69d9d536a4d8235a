package dev.mesoschaos.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A test that proves nothing, or disproves something, does not pass, and its report says the same. */
class ChaosTestIT {

    @Test
    void whatATestFindsIsItsOwnFailureAndThatOfItsReport() throws IOException {
        Map<String, Throwable> failures = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(DirectedSamples.class))
                .execute()
                .testEvents()
                .finished()
                .stream()
                .collect(Collectors.toMap(ChaosTestIT::name, ChaosTestIT::failure));

        assertThat(failures.get("hasNoScenario")).hasMessageContaining("expected either the name of a scenario or its text");
        assertThat(failures.get("expectsWhatDoesNotHappen"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rescheduling-time during crash is");
        assertThat(failures.get("injectsWhatTheMethodDoesNotHave"))
                .isInstanceOf(ChaosException.class)
                .hasMessageContaining("the method has no fault 'crush'; there are crash");
        assertThat(failures.get("injectsNothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("INCONCLUSIVE");
        assertThat(results()).anySatisfy(result -> assertThat(result)
                        .contains("\"verdict\" : \"FAILED\"", "the test failed: ", "\"state\" : \"UNDONE\""))
                .anySatisfy(result -> assertThat(result).contains("\"verdict\" : \"ERROR\"", "no fault 'crush'"))
                .anySatisfy(result -> assertThat(result).contains("\"verdict\" : \"INCONCLUSIVE\""));
    }

    private static String name(Event event) {
        String name = event.getTestDescriptor().getDisplayName();
        return name.substring(0, name.indexOf('('));
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    }

    private static Stream<String> results() throws IOException {
        Path output = Suite.present().settings().output();
        try (Stream<Path> runs = Files.list(output)) {
            return runs.map(run -> run.resolve("result.json")).filter(Files::exists).map(ChaosTestIT::text).toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
