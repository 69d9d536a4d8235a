package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with Javas that only say who they are and what they were given. */
class LauncherTest {

    private static final String TOOLS = "/usr/bin:/bin";

    @TempDir
    private Path directory;

    private Path launcher;

    @BeforeEach
    void anInstallationInADirectoryWithSpaces() throws IOException {
        Path home = Files.createDirectories(directory.resolve("my chaos ü"));
        launcher = home.resolve("mesos-chaos");
        Files.copy(Path.of("src/main/scripts/mesos-chaos"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(home.resolve("mesos-chaos.jar"));
    }

    @Test
    void javaHomeIsTakenWhenItIsNewEnough() throws Exception {
        Path home = java("home", "21.0.4");
        Path other = java("other", "25");

        assertThat(run(Map.of("JAVA_HOME", home.toString(), "PATH", other + "/bin:" + TOOLS), "--version"))
                .startsWith("home ");
    }

    @Test
    void aJavaHomeThatIsTooOldIsPassedOverForTheOneOnThePath() throws Exception {
        Path old = java("old", "1.8.0_392");
        Path other = java("other", "22");

        assertThat(run(Map.of("JAVA_HOME", old.toString(), "PATH", other + "/bin:" + TOOLS), "--version"))
                .startsWith("other ");
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        Path home = java("home", "25");

        assertThat(run(Map.of("JAVA_HOME", home.toString(), "PATH", TOOLS), "run", "a b.yaml", "", "$x"))
                .endsWith("|-jar|" + launcher.resolveSibling("mesos-chaos.jar") + "|run|a b.yaml||$x|");
    }

    @Test
    void aLinkToTheLauncherFindsTheJarBesideTheLauncher() throws Exception {
        Path home = java("home", "25");
        Path jar = launcher.resolveSibling("mesos-chaos.jar");
        launcher = Files.createSymbolicLink(directory.resolve("link"), directory.relativize(launcher));

        assertThat(run(Map.of("JAVA_HOME", home.toString(), "PATH", TOOLS), "-V")).contains("|" + jar + "|");
    }

    @Test
    void aMissingJarIsSaidWithWhatMakesIt() throws Exception {
        Path home = java("home", "25");
        Files.delete(launcher.resolveSibling("mesos-chaos.jar"));

        assertThat(run(Map.of("JAVA_HOME", home.toString(), "PATH", TOOLS))).contains("is missing", "mvn package");
    }

    @Test
    void aCacheThatCannotBeMadeIsDoneWithout() throws Exception {
        Path home = java("home", "25");

        assertThat(run(Map.of("JAVA_HOME", home.toString(), "PATH", TOOLS, "HOME", "/dev/null"), "-V"))
                .startsWith("home ").doesNotContain("SharedArchiveFile", "dev/null");
    }

    @Test
    void theCacheIsMadeOnceAndMadeAgainForAnotherJar() throws Exception {
        Path home = java("home", "25");
        Map<String, String> environment =
                Map.of("JAVA_HOME", home.toString(), "PATH", TOOLS, "XDG_CACHE_HOME", directory.resolve("caches").toString());

        String first = cacheOf(run(environment, "-V"));
        assertThat(cacheOf(run(environment, "-V"))).isEqualTo(first);
        assertThat(Path.of(first)).exists();

        Files.writeString(launcher.resolveSibling("mesos-chaos.jar"), "another one");
        assertThat(cacheOf(run(environment, "-V"))).isNotEqualTo(first);
        assertThat(Path.of(first)).doesNotExist();
        assertThat(directory.resolve("trainings")).content().isEqualTo("trained\ntrained\n");
    }

    private static String cacheOf(String said) {
        assertThat(said).contains("|-XX:SharedArchiveFile=");
        return said.split("SharedArchiveFile=", 2)[1].split("\\|", 2)[0];
    }

    private Path java(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(java, """
                #!/bin/sh
                for option; do
                  case $option in
                    -XX:ArchiveClassesAtExit=*) echo >"${option#*=}"; echo trained >>'%s'; exit ;;
                  esac
                done
                printf '%%s ' %s
                printf '|%%s' "$@"
                printf '|'
                """.formatted(directory.resolve("trainings"), name));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private String run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(List.of(args));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
