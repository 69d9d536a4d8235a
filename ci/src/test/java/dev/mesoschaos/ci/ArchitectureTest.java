package dev.mesoschaos.ci;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between modules, and which of them may use which library. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = House.classes();

    @Test
    void theseTestsSeeEveryPackageOfTheHouse() throws IOException {
        Set<String> seen = HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packagesOnDisk()).isNotEmpty().allSatisfy(name -> assertThat(seen).contains(name));
    }

    @ParameterizedTest
    @CsvSource({
        "scenarios, ''",
        "mesosclient, ''",
        "injectors, scenarios mesosclient",
        "probes, scenarios mesosclient",
        "workloads, scenarios mesosclient",
        "testbed, mesosclient",
        "clusters, scenarios mesosclient testbed",
        "reports, scenarios",
    })
    void aModuleUsesOnlyTheModulesItMay(String module, String others) {
        List<String> strangers = new ArrayList<>(List.of(
                "scenarios", "mesosclient", "injectors", "probes", "workloads", "testbed", "clusters", "conformance",
                "reports", "cli", "junit", "docs", "ci"));
        strangers.remove(module);
        strangers.removeAll(List.of(others.split(" ", -1)));

        check(noClasses()
                .that().resideInAPackage(House.module(module))
                .should().dependOnClassesThat()
                .resideInAnyPackage(strangers.stream().map(House::module).toArray(String[]::new)));
    }

    @Test
    void theKernelNeedsJacksonAndTheJdkOnly() {
        check(classes()
                .that().resideInAPackage(House.module("scenarios"))
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.fasterxml.jackson..", House.module("scenarios")));
    }

    @Test
    void whatTasksRunNeedsTheJdkOnlyBecauseItStartsAloneOnAnAgent() {
        check(classes()
                .that().resideInAPackage("dev.mesoschaos.workloads.app")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.sun.net.httpserver..", "dev.mesoschaos.workloads.app"));
    }

    @ParameterizedTest
    @CsvSource({
        "okhttp3.., mesosclient probes workloads testbed",
        "org.apache.zookeeper.., mesosclient testbed injectors clusters probes",
        "org.apache.curator.., mesosclient testbed injectors clusters",
        "eu.rekawek.toxiproxy.., injectors clusters testbed",
        "io.netty.., testbed probes",
        "picocli.., cli",
        "org.testcontainers.., nowhere",
        "net.schmizz.sshj.., nowhere",
        "org.apache.sshd.., nowhere",
    })
    void aLibraryIsUsedOnlyByTheModulesThatAreForIt(String library, String users) {
        check(noClasses()
                .that().resideOutsideOfPackages(
                        Stream.of(users.split(" ", -1)).map(House::module).toArray(String[]::new))
                .should().dependOnClassesThat().resideInAPackage(library));
    }

    /** Some rules are about libraries that nobody uses yet; that the house was seen is a test of its own. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static Set<String> packagesOnDisk() throws IOException {
        Path root = Path.of("..").toRealPath();
        try (Stream<Path> files = Files.walk(root, 14)) {
            return files.map(root::relativize)
                    .map(Path::toString)
                    .filter(file -> file.contains("src/main/java/") && file.endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .map(file -> file.substring(file.indexOf("src/main/java/") + "src/main/java/".length()))
                    .map(file -> file.substring(0, file.lastIndexOf('/')).replace('/', '.'))
                    .collect(Collectors.toSet());
        }
    }
}
