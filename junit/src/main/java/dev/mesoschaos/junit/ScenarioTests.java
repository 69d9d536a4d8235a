package dev.mesoschaos.junit;

import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Scenarios as tests of their own names, for methods with {@link org.junit.jupiter.api.TestFactory}. A missed objective is a
 * failure, a scenario that cannot run here is skipped, and whatever proves nothing is an error.
 */
public final class ScenarioTests {

    private ScenarioTests() {}

    /**
     * The scenarios of a file or directory.
     *
     * @throws UsageException when there is none, or one that cannot be read; the message has a line for each mistake
     */
    public static Stream<DynamicTest> in(Path scenarios) {
        Suite suite = Suite.present();
        List<ScenarioFiles.Entry> entries = suite.read(scenarios.toString());
        return entries.stream().map(entry -> test(suite, entry)).onClose(suite::printSummary);
    }

    /** The scenarios that {@code -Dchaos.scenarios} names, those of the smoke library if it names none. */
    public static Stream<DynamicTest> chosen() {
        return in(Suite.present().settings().scenarios());
    }

    private static DynamicTest test(Suite suite, ScenarioFiles.Entry entry) {
        return DynamicTest.dynamicTest(
                entry.reading().orThrow().name(),
                Path.of(entry.file()).toUri(),
                () -> Outcomes.check(suite.run(entry)));
    }
}
