package dev.mesoschaos.scenarios.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentFingerprintTest {

    private final EnvironmentFingerprint usual = of(machine(2), opened("c1", EvidenceGrade.TESTBED, "1.11.0"), Map.of());

    @Test
    void itNamesWhatNumbersDependOn() {
        assertThat(usual.hash()).matches("[0-9a-f]{12}");
        assertThat(usual.parts())
                .containsEntry("system", "Linux 6.1 amd64")
                .containsEntry("cpus", "2")
                .containsEntry("memory", "16 GB")
                .containsEntry("Mesos", "1.11.0")
                .containsEntry("topology", "1 masters, 0 ZooKeeper servers, 2 agents on 1 racks, 0 simulated agents");
    }

    @Test
    void anotherEmbeddedClusterOfTheSameKindIsTheSameEnvironment() {
        assertThat(of(machine(2), opened("c2", EvidenceGrade.TESTBED, "1.11.0"), Map.of("kill-switch.file", "/x")))
                .isEqualTo(usual);
    }

    @Test
    void otherMachinesVersionsSettingsAndRealClustersAreOthers() {
        assertThat(List.of(
                        usual.hash(),
                        of(machine(8), opened("c1", EvidenceGrade.TESTBED, "1.11.0"), Map.of()).hash(),
                        of(machine(2), opened("c1", EvidenceGrade.TESTBED, "1.10.0"), Map.of()).hash(),
                        of(machine(2), opened("c1", EvidenceGrade.TESTBED, "1.11.0"), Map.of("var.hold", "30s")).hash(),
                        of(machine(2), opened("c1", EvidenceGrade.HOSTS, "1.11.0"), Map.of()).hash(),
                        of(machine(2), opened("c2", EvidenceGrade.HOSTS, "1.11.0"), Map.of()).hash()))
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutAClusterOrAMachineThereIsNone() {
        Event.RunStarted run = run(Map.of());
        assertThat(EnvironmentFingerprint.of(new Timeline(List.of(run, machine(2))))).isEmpty();
        assertThat(EnvironmentFingerprint.of(new Timeline(List.of(run, opened("c", EvidenceGrade.TESTBED, "1")))))
                .isEmpty();
    }

    private static EnvironmentFingerprint of(Event machine, Event opened, Map<String, String> settings) {
        Optional<EnvironmentFingerprint> found =
                EnvironmentFingerprint.of(new Timeline(List.of(run(settings), machine, opened)));
        return found.orElseThrow();
    }

    private static Event.RunStarted run(Map<String, String> settings) {
        return new Event.RunStarted(Instant.EPOCH, "r", "n", "", "f", 1, "1", "c", "cmd", settings, "local");
    }

    private static Event machine(int cpus) {
        return new Event.Machine(Instant.EPOCH, "Linux", "6.1", "amd64", cpus, 16_000, "21");
    }

    private static Event opened(String id, EvidenceGrade grade, String mesos) {
        Facts facts = new Facts(
                Duration.ofSeconds(1), 3, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5),
                Duration.ofMillis(500), mesos);
        Address address = new Address("10.0.0.1", 5050);
        List<Host> hosts = List.of(
                new Host("m1", Role.MASTER, "control", address),
                new Host("a1", Role.AGENT, "r1", address),
                new Host("a2", Role.AGENT, "r1", address));
        return new Event.ClusterOpened(
                Instant.EPOCH, id, grade, "namespaces", new Topology(hosts), facts, Duration.ofSeconds(4), 800);
    }
}
