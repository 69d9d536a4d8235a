package dev.mesoschaos.ci;

import dev.mesoschaos.junit.ScenarioTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario of the library as a test of its own name. Runs only behind {@code mvn verify -Pchaos}. */
class ChaosSuite {

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return ScenarioTests.chosen();
    }
}
