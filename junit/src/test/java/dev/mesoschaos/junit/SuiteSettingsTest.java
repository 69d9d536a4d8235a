package dev.mesoschaos.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.language.UsageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SuiteSettingsTest {

    private final Properties properties = new Properties();

    @Test
    void aSeedThatIsNoNumberIsRefused() {
        properties.setProperty("chaos.seed", "lucky");

        assertThatThrownBy(() -> SuiteSettings.of(properties))
                .isInstanceOf(UsageException.class)
                .hasMessage("-Dchaos.seed=lucky: expected a whole number");
    }

    @Test
    void theSmokeLibraryOfThisCloneIsTheDefault() {
        properties.setProperty("chaos.root", "/clone");

        assertThat(SuiteSettings.of(properties).scenarios()).isEqualTo(Path.of("/clone/scenarios/library/smoke"));
    }

    @Test
    void scenariosAreFoundBelowTheRootAndNotBelowTheModule() {
        properties.setProperty("chaos.root", "/clone");
        properties.setProperty("chaos.scenarios", "mine/a.yaml");

        assertThat(SuiteSettings.of(properties).scenarios()).isEqualTo(Path.of("/clone/mine/a.yaml"));
    }

    @Test
    void onlySettingsOfClustersAndScenariosArePassedOn() {
        properties.setProperty("cluster.network", "proxied");
        properties.setProperty("var.hold", "3s");
        properties.setProperty("chaos.lease", "30s");
        properties.setProperty("user.home", "/home/me");

        assertThat(SuiteSettings.of(properties).settings())
                .isEqualTo(Map.of("chaos.lease", "30s", "cluster.network", "proxied", "var.hold", "3s"));
    }

    @Test
    void theCommandRepeatsTheRun() {
        properties.setProperty("chaos.root", "/clone");
        properties.setProperty("chaos.seed", "7");
        properties.setProperty("cluster.network", "proxied");

        assertThat(SuiteSettings.of(properties).command())
                .isEqualTo("mvn verify -Pchaos -Dchaos.seed=7 -Dchaos.scenarios=/clone/scenarios/library/smoke"
                        + " -Dcluster.network=proxied");
    }
}
