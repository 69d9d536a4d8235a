package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.language.InvalidScenario;
import dev.mesoschaos.scenarios.language.Location;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTypesTest {

    /** Gives what a file says under a key, else the default, which is the last argument of each accessor but of word. */
    private static Fields saying(Map<String, Object> file) {
        return (Fields) Proxy.newProxyInstance(
                ProbeTypesTest.class.getClassLoader(), new Class<?>[] {Fields.class}, (self, method, arguments) -> {
                    if (method.getName().equals("wrong")) {
                        return new InvalidScenario(new Location("test.yaml", 1, 1), arguments[0] + ": " + arguments[1]);
                    }
                    if (method.getName().equals("list")) {
                        return List.of();
                    }
                    int otherwise = method.getName().equals("word") ? 1 : arguments.length - 1;
                    return file.getOrDefault((String) arguments[0], arguments[otherwise]);
                });
    }

    /** That there are no others than those of the reference is tested with all modules together. */
    @Test
    void everyProbeIndicatorAndInvariantIsFoundByItsWord() {
        Plugins plugins = Plugins.find();

        assertThat(plugins.probes()).containsKeys("http", "scheduling", "tcp");
        assertThat(plugins.indicators())
                .containsKeys("availability", "latency", "recovery-time", "rescheduling-time", "schedulability");
        assertThat(plugins.invariants()).containsKeys("no-duplicate-tasks", "no-lost-tasks", "placement-kept");
    }

    @Test
    void aRateOfNothingIsAMistake() {
        assertThatThrownBy(() -> new HttpProbeType().read(saying(Map.of("app", "web", "rate", 0.0))))
                .isInstanceOf(InvalidScenario.class)
                .hasMessageContaining("expected more than 0/s");
    }

    @Test
    void eachRequestCanHaveAConnectionOfItsOwn() {
        assertThat(new HttpProbeType().read(saying(Map.of("app", "web", "connections", "each"))))
                .isEqualTo(new SlaProbe(Way.HTTP_CONNECTION_EACH, "web", 100, Duration.ofMillis(500)));
    }

    @Test
    void whatAFileDoesNotSayHasADefault() {
        assertThat(new HttpProbeType().read(saying(Map.of("app", "web"))))
                .isEqualTo(new SlaProbe(Way.HTTP, "web", 100, Duration.ofMillis(500)));
        assertThat(new TcpProbeType().read(saying(Map.of("app", "web"))))
                .isEqualTo(new SlaProbe(Way.TCP, "web", 100, Duration.ofMillis(500)));
        assertThat(new SchedulingProbeType().read(saying(Map.of("deadline", Duration.ofSeconds(2)))))
                .isEqualTo(new SchedulingProbe(
                        Duration.ofMillis(250),
                        Duration.ofSeconds(2),
                        List.of(new CanaryClass("canary", 0.01, 8, "own")),
                        false,
                        25));
    }
}
