package dev.mesoschaos.conformance;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.mesoschaos.conformance.bed.Settings;
import dev.mesoschaos.conformance.suite.Group;
import dev.mesoschaos.conformance.suite.Lanes;
import dev.mesoschaos.conformance.suite.Outcome;
import dev.mesoschaos.conformance.suite.Outcomes;
import dev.mesoschaos.conformance.suite.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * All statements of mesos-facts section 12, each a test of its own name, on the cluster that settings ask for: the testbed,
 * or with {@code -Dmesos.home=DIR} an installed Mesos.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {

    private static final Settings SETTINGS = Settings.of(System.getProperties());

    private Outcomes outcomes = new Outcomes(List.of());

    @TestFactory
    Stream<DynamicContainer> statements() throws IOException, InterruptedException {
        Selection selection = Selection.parse(System.getProperty(Selection.SETTING, ""));
        outcomes = new Outcomes(Lanes.run(SETTINGS, selection)).completed(selection);
        return Arrays.stream(Group.values())
                .filter(group -> !outcomes.of(group).isEmpty())
                .map(group -> DynamicContainer.dynamicContainer(
                        group.words(), outcomes.of(group).stream().map(ConformanceIT::test)));
    }

    @AfterAll
    void printCounts() throws IOException {
        List<String> counts = outcomes.counts();
        counts.forEach(System.out::println);
        Files.createDirectories(SETTINGS.output());
        Files.write(SETTINGS.output().resolveSibling("conformance.txt"), counts, StandardCharsets.UTF_8);
    }

    private static DynamicTest test(Outcome outcome) {
        return DynamicTest.dynamicTest(outcome.statement() + " " + outcome.words(), () -> {
            switch (outcome.kind()) {
                case PASSED -> { }
                case SKIPPED -> abort(outcome.reason());
                case FAILED -> fail(outcome.test() + ": " + outcome.reason());
            }
        });
    }
}
