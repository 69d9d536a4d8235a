package dev.mesoschaos.docs.snippets;

import dev.mesoschaos.junit.ScenarioTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ScenariosIT {

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return ScenarioTests.in(Path.of("src/test/scenarios"));
    }
}
