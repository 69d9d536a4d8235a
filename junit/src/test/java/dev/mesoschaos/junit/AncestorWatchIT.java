package dev.mesoschaos.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.time.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a Java in Maven's place, which starts another through a shell as Maven does. */
class AncestorWatchIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONGER_THAN_A_LOOK = Duration.ofSeconds(2);

    private Process maven;
    private ProcessHandle fork;

    @BeforeEach
    void mavenStartsItsFork() throws IOException {
        maven = new ProcessBuilder(java(InPlaceOfMaven.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = maven.inputReader(StandardCharsets.UTF_8);
        fork = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
    }

    @AfterEach
    void endBoth() {
        fork.destroyForcibly();
        maven.destroyForcibly();
    }

    @Test
    void theForkGoesSoonAfterMavenWasKilled() {
        maven.destroyForcibly();

        await().atMost(SOON).until(() -> !fork.isAlive());
    }

    @Test
    void theForkStaysWhileMavenLives() {
        await().during(LONGER_THAN_A_LOOK).atMost(SOON).until(fork::isAlive);

        assertThat(maven.isAlive()).isTrue();
    }

    private static List<String> java(Class<?> main) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName());
    }

    /** Starts the fork below a shell that stays between the two. */
    static final class InPlaceOfMaven {

        private InPlaceOfMaven() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            String[] shell = {"sh", "-c", "\"$@\"; exit $?", "sh"};
            List<String> command = new ArrayList<>(List.of(shell));
            command.addAll(java(Fork.class));
            new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }

    /** Says who it is and waits. */
    static final class Fork {

        private Fork() {}

        public static void main(String[] args) {
            AncestorWatch.haltWithThem();
            System.out.println(ProcessHandle.current().pid());
            Clock.system().pause(Duration.ofMinutes(1));
        }
    }
}
