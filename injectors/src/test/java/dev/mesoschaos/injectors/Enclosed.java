package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs drills in namespaces of their own, with which everything goes that they start.
 *
 * @param directory for what they say
 */
public record Enclosed(Path directory) {

    /** With a shell as the first process there: it takes leave of the dead that nobody else does, which Java would not. */
    private static final List<String> ENCLOSING = List.of(
            "unshare", "--net", "--pid", "--mount", "--fork", "--kill-child", "--mount-proc", "--",
            "sh", "-c", "\"$@\"; exit $?", "enclosed");
    private static final String TRIAL = "ip link add type veth && ip link add type bridge && command -v nsenter bash";
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Skips the test where there are no namespaces. */
    public void assumePossible() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "no unshare: install util-linux");
        assumeTrue(
                succeeds("sh", "-c", TRIAL),
                "no network namespaces: run as root on Linux with iproute2 and bash installed");
    }

    /** Whether a command ends with 0 there. */
    public boolean succeeds(String... command) throws Exception {
        return run(List.of(command), SOON) == 0;
    }

    /**
     * Runs the main class of a drill, which must say at its end that it {@code DRILLED}.
     *
     * @return all that it said
     */
    public String drill(Class<?> main, Duration limit, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(java(main));
        command.addAll(List.of(arguments));
        int exit = run(command, limit);
        String said = Files.readString(said(), StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        assertThat(said).contains("DRILLED");
        return said;
    }

    /** The command that runs a main class on this Java and class path. */
    public static List<String> java(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    private int run(List<String> command, Duration limit) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(ENCLOSING);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(said().toFile())
                .start();
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    private Path said() {
        return directory.resolve("said");
    }
}
