package dev.mesoschaos.testbed.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DaemonJarsTest {

    private static final Path TESTBED = Path.of("/m2/testbed-0.1.0-SNAPSHOT.jar");
    private static final List<String> ARTIFACTS = List.of("mesos", "mesos-client", "netty-handler");

    private static List<Path> path(String... jars) {
        return Stream.of(jars).map(Path.of("/m2")::resolve).toList();
    }

    @Test
    void daemonsGetTheirOwnJarsInTheOrderOfTheClassPath() {
        List<Path> all = path(
                "junit-jupiter-6.1.3.jar",
                "netty-handler-4.2.20.Final.jar",
                "testbed-0.1.0-SNAPSHOT.jar",
                "mesos-client-0.1.0-SNAPSHOT.jar",
                "mesos-1.11.0.jar",
                "mesos-chaos-reports-0.1.0.jar");

        assertThat(DaemonJars.select(all, TESTBED, ARTIFACTS)).hasValue(path(
                "netty-handler-4.2.20.Final.jar",
                "testbed-0.1.0-SNAPSHOT.jar",
                "mesos-client-0.1.0-SNAPSHOT.jar",
                "mesos-1.11.0.jar"));
    }

    @Test
    void withoutOneOfThemNothingIsLeftOut() {
        List<Path> renamed = path("testbed-0.1.0-SNAPSHOT.jar", "mesos-1.11.0.jar", "client.jar", "netty-handler.jar");

        assertThat(DaemonJars.select(renamed, TESTBED, ARTIFACTS)).isEmpty();
    }
}
