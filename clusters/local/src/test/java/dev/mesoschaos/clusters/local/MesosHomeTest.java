package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MesosHomeTest {

    @TempDir
    private Path directory;

    @Test
    void aDirectoryThatIsNotThereGetsOneClearLine() {
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> new LocalProvider().enclosure(Map.of("mesos.home", nowhere.toString())))
                .isInstanceOf(ClusterException.class)
                .hasMessage("no Mesos in " + nowhere + " (mesos.home): looked for sbin/mesos-master, bin/mesos-master,"
                        + " src/mesos-master; there is no such directory");
    }

    @Test
    void aDirectoryWithoutAgentsGetsOneClearLine() throws IOException {
        program("sbin/mesos-master", "");

        assertThatThrownBy(this::home).hasMessage("no Mesos in " + directory
                + " (mesos.home): looked for sbin/mesos-agent, bin/mesos-agent, src/mesos-agent");
    }

    @Test
    void aTreeThatMesosWasBuiltInWillDo() throws IOException {
        program("src/mesos-master", "");
        program("src/mesos-agent", "");
        Files.createDirectories(directory.resolve("src/.libs"));

        MesosHome home = home();

        assertThat(home.master()).isEqualTo(directory.resolve("src/mesos-master"));
        assertThat(home.launcherDir()).isEqualTo(directory.resolve("src"));
        assertThat(home.environment(Map.of("LD_LIBRARY_PATH", "/mine")))
                .containsExactly(Map.entry("LD_LIBRARY_PATH", directory.resolve("src/.libs") + ":/mine"));
    }

    @Test
    void theSettingGoesBeforeTheEnvironmentAndWithoutBothItIsTheTestbed() throws IOException {
        program("sbin/mesos-master", "");
        program("sbin/mesos-agent", "");
        Files.createDirectories(directory.resolve("libexec/mesos"));
        Map<String, String> setting = Map.of("mesos.home", directory.toString());
        Map<String, String> environment = Map.of("MESOS_HOME", directory.toString());

        assertThat(MesosHome.asked(setting, Map.of("MESOS_HOME", "/nowhere"))).isPresent();
        assertThat(MesosHome.asked(Map.of(), environment)).isPresent();
        assertThat(MesosHome.asked(Map.of(), Map.of())).isEmpty();
    }

    @Test
    void flagsThatABuildDoesNotKnowAreNamedSoThatAScenarioCanBeSkipped() throws IOException {
        program("sbin/mesos-master", "echo '  --quorum=VALUE   The size.'");
        program("sbin/mesos-agent", "echo '  --[no-]cgroups_enable_cfs   Limits. (default: false)'");
        Files.createDirectories(directory.resolve("libexec/mesos"));
        ClusterSpec spec = new ClusterSpec(1, 1, 1, 1, Map.of("quorum", "1", "new_flag", "x"), Map.of("cgroups_enable_cfs", "true"));

        assertThat(new LocalProvider().lacking(spec, Map.of("mesos.home", directory.toString()))).contains(
                "the Mesos in " + directory + " cannot do this: its master does not know the flags [new_flag]");
    }

    @Test
    void aProgramThatCannotRunSaysWhy() throws IOException {
        program("sbin/mesos-master", "echo 'error while loading shared libraries: libmesos-1.11.0.so' >&2; exit 127");

        assertThatThrownBy(() -> KnownFlags.ask(directory.resolve("sbin/mesos-master"), Map.of()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("ended with 127: error while loading shared libraries: libmesos-1.11.0.so");
    }

    @Test
    void proxiesBetweenItsDaemonsAreNotToBeHad() throws IOException {
        program("sbin/mesos-master", "");
        program("sbin/mesos-agent", "");
        Files.createDirectories(directory.resolve("libexec/mesos"));
        Map<String, String> settings = Map.of("mesos.home", directory.toString(), Enclosure.NETWORK, "proxied");

        assertThat(new LocalProvider().missing(Set.of(Capability.ALL_LINKS), settings).get(Capability.ALL_LINKS))
                .contains("dials its masters and agents itself");
    }

    private MesosHome home() {
        return MesosHome.asked(Map.of("mesos.home", directory.toString()), Map.of()).orElseThrow();
    }

    private void program(String path, String script) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
