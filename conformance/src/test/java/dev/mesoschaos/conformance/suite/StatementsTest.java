package dev.mesoschaos.conformance.suite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The suite itself: complete, and free of the testbed. */
class StatementsTest {

    private static final JavaClasses SUITE = new ClassFileImporter().importPackages("dev.mesoschaos.conformance");

    @Test
    void everyStatementHasATestThatIsNotSlow() {
        Set<Integer> tested = tests().stream()
                .filter(method -> !method.isAnnotatedWith(Slow.class))
                .map(method -> method.getAnnotationOfType(Statement.class).value())
                .collect(Collectors.toSet());

        assertThat(tested).containsExactlyElementsOf(IntStream.rangeClosed(1, Selection.COUNT).boxed().toList());
    }

    @Test
    void everyTestIsInAClassThatTheSuiteFinds() {
        assertThat(tests()).allSatisfy(method -> {
            assertThat(method.getOwner().getSimpleName()).endsWith("Statements");
            assertThat(method.getOwner().isAnnotatedWith(Statements.class)).isTrue();
        });
    }

    @Test
    void theSuiteKnowsNoKindOfCluster() {
        noClasses()
                .should().dependOnClassesThat().resideInAnyPackage(
                        "dev.mesoschaos.testbed..", "dev.mesoschaos.clusters..", "dev.mesoschaos.injectors..",
                        "dev.mesoschaos.probes..", "dev.mesoschaos.workloads..", "dev.mesoschaos.cli..", "dev.mesoschaos.ci..")
                .check(SUITE);
    }

    private static List<JavaMethod> tests() {
        return SUITE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Statement.class))
                .toList();
    }
}
