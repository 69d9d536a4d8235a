package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jar as users get it, without Maven's class path. */
class RunnableJarIT {

    private static final Path SMOKE = Path.of("..", "scenarios", "library", "smoke");

    @Test
    void theJarHoldsAllFaultsProbesAndIndicatorsThatTheSmokeLibraryNames() throws Exception {
        Process validate = launch("validate", SMOKE.toString());

        assertThat(read(validate).lines()).hasSize(4).allMatch(line -> line.endsWith(": ok"));
        assertThat(validate.waitFor()).isZero();
    }

    @Test
    void theLibraryIsInTheJar() throws Exception {
        Process validate = launch("validate", "smoke", "disk-full-on-agent");

        assertThat(read(validate).lines()).hasSize(5).allMatch(line -> line.endsWith(": ok"));
        assertThat(validate.waitFor()).isZero();
    }

    @Test
    void theJarKnowsItsVersion() throws Exception {
        assertThat(read(launch("--version"))).startsWith("mesos-chaos ").doesNotContain("${");
    }

    private static Process launch(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("target/mesos-chaos"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", Path.of("target", "caches").toAbsolutePath().toString());
        return builder.start();
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
