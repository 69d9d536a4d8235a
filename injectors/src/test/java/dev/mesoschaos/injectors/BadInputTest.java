package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.injectors.flapping.Lamp;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong about an attribute of any fault, one line names the step, the fault, the attribute and what is allowed. */
class BadInputTest {

    /** Parameters of each fault that are right, together with all that it takes, so that one after another can be spoiled. */
    private static final Map<String, List<String>> SOUND = Map.ofEntries(
            Map.entry("app-deletion", List.of("{}")),
            Map.entry("clock-skew", List.of("{offset: 10s}")),
            Map.entry("cpu-stress", List.of("{workers: 1}", "{share: 50%, as: task}")),
            Map.entry("daemon-restart", List.of("{}")),
            Map.entry("deactivate", List.of("{}")),
            Map.entry("disk-full", List.of("{}")),
            Map.entry("drain", List.of("{}")),
            Map.entry("ensemble-split", List.of("{}")),
            Map.entry("flapping", List.of("{fault: {process-pause: {}}, period: 4s}")),
            Map.entry("framework-teardown", List.of("{name: web}")),
            Map.entry("host-power-off", List.of("{}")),
            Map.entry("io-stress", List.of("{}", "{as: task}")),
            Map.entry("leader-znode-removal", List.of("{}")),
            Map.entry("maintenance-window", List.of("{}")),
            Map.entry("mark-gone", List.of("{}")),
            Map.entry("memory-stress", List.of("{size: 1MB}", "{share: 50%, as: task}")),
            Map.entry("network-bandwidth", List.of("{rate: 1mbit}")),
            Map.entry("network-corrupt", List.of("{corrupt: 1%}")),
            Map.entry("network-delay", List.of("{delay: 10ms}", "{delay: 10ms, jitter: 1ms}")),
            Map.entry("network-duplicate", List.of("{duplicate: 1%}")),
            Map.entry("network-hog", List.of("{rate: 1MB/s}", "{rate: 1MB/s, as: task}")),
            Map.entry("network-loss", List.of("{loss: 1%}")),
            Map.entry("network-partition", List.of("{}")),
            Map.entry("network-reorder", List.of("{reorder: 5%}")),
            Map.entry("offer-hoarding", List.of("{}")),
            Map.entry("process-kill", List.of("{}")),
            Map.entry("process-pause", List.of("{}")),
            Map.entry("quorum-loss", List.of("{}", "{by: kill}")),
            Map.entry("quota-change", List.of("{role: web, limits: {cpus: 1}}")),
            Map.entry("restart-rolling", List.of("{}")),
            Map.entry("toxiproxy-bandwidth", List.of("{rate: 1mbit}")),
            Map.entry("toxiproxy-down", List.of("{}")),
            Map.entry("toxiproxy-latency", List.of("{latency: 1s}")),
            Map.entry("toxiproxy-limit-data", List.of("{bytes: 1KB}")),
            Map.entry("toxiproxy-reset-peer", List.of("{}")),
            Map.entry("toxiproxy-slicer", List.of("{average-size: 1KB, delay: 1ms}")),
            Map.entry("toxiproxy-slow-close", List.of("{delay: 1s}")),
            Map.entry("toxiproxy-timeout", List.of("{}")),
            Map.entry("uplink-saturation", List.of("{}")),
            Map.entry("zookeeper-saturation", List.of("{p99: 1s}", "{outstanding: 50}", "{connections: 50}")),
            Map.entry("zookeeper-session-expiry", List.of("{}")));

    @Test
    void noFaultIsForgotten() {
        assertThat(SOUND.keySet()).containsExactlyInAnyOrderElementsOf(Plugins.find().faults().values().stream()
                .filter(fault -> !(fault instanceof Lamp))
                .map(FaultType::id)
                .toList());
        SOUND.forEach((fault, parameters) -> assertThat(parameters)
                .allSatisfy(yaml -> assertThat(Mistakes.in(fault, yaml)).as(fault).isEmpty()));
    }

    static Stream<Spoiled> spoiled() {
        return SOUND.entrySet().stream().flatMap(fault -> fault.getValue().stream()
                .flatMap(yaml -> Spoiled.of(Plugins.find().faults().get(fault.getKey()), yaml)));
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    void anAttributeThatIsWrongIsNamedWithItsStepAndWhatIsAllowed(Spoiled spoiled) {
        assertThat(Mistakes.in(spoiled.fault(), spoiled.yaml())).singleElement().asString()
                .startsWith("s.yaml:5:")
                .contains(": step 'harm', " + spoiled.fault() + ", " + spoiled.key() + ": ", "expected ")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("sound")
    void anAttributeThatThereIsNotIsNamedWithThoseThereAre(String fault) {
        assertThat(Mistakes.in(fault, SOUND.get(fault).getFirst().replaceFirst("\\}$", ", hrm: 1}").replace("{, ", "{")))
                .singleElement().asString()
                .contains(": step 'harm', " + fault + ": unknown key 'hrm': expected ")
                .doesNotContain("\n");
    }

    static Stream<String> sound() {
        return SOUND.keySet().stream();
    }

    /** The server would take all of these, and nobody would feel them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "toxiproxy-bandwidth|{rate: 0kbit}|rate",
            "toxiproxy-bandwidth|{rate: 1mbit, toxicity: 0%}|toxicity",
            "toxiproxy-latency|{latency: 0ms}|latency",
            "toxiproxy-latency|{latency: 0ms, jitter: 0ms}|latency",
            "toxiproxy-latency|{latency: 1s, toxicity: 0%}|toxicity",
            "toxiproxy-limit-data|{bytes: 0B}|bytes",
            "toxiproxy-limit-data|{bytes: 1KB, toxicity: 0%}|toxicity",
            "toxiproxy-reset-peer|{toxicity: 0%}|toxicity",
            "toxiproxy-slicer|{average-size: 0B, delay: 1ms}|average-size",
            "toxiproxy-slicer|{average-size: 1KB, delay: 0ms}|delay",
            "toxiproxy-slicer|{average-size: 1KB, delay: 1ms, toxicity: 0%}|toxicity",
            "toxiproxy-slow-close|{delay: 0s}|delay",
            "toxiproxy-slow-close|{delay: 1s, toxicity: 0%}|toxicity",
            "toxiproxy-timeout|{toxicity: 0%}|toxicity",
            "network-bandwidth|{rate: 0kbit}|rate",
            "network-corrupt|{corrupt: 0%}|corrupt",
            "network-delay|{delay: 0ms}|delay",
            "network-duplicate|{duplicate: 0%}|duplicate",
            "network-loss|{loss: 0%}|loss",
            "network-reorder|{reorder: 0%}|reorder",
            "network-hog|{rate: 0KB/s}|rate",
            "cpu-stress|{share: 0%}|share",
            "memory-stress|{share: 0%}|share",
            "memory-stress|{size: 0MB}|size",
            "offer-hoarding|{share: 0%}|share"})
    void aFaultThatWouldDoNothingIsRefused(String fault, String parameters, String key) {
        assertThat(Mistakes.in(fault, parameters)).singleElement().asString()
                .contains(": step 'harm', " + fault + ", " + key + ": ", "expected ");
    }
}
