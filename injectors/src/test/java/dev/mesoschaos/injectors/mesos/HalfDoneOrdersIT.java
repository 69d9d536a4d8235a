package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.mesos.Gate.Loss;
import dev.mesoschaos.injectors.mesos.QuotaPlan.Quota;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each order of each fault is lost once, on its way to the masters and on the way back; the undo leaves nothing. */
class HalfDoneOrdersIT {

    @TempDir
    private static Path directory;

    private static MesosBed bed;

    @BeforeAll
    static void start() throws Exception {
        bed = new MesosBed(directory);
        bed.operator.resources().updateQuota(
                List.of(new Quota(Map.of(), Map.of("cpus", 3.0)).config("web")), true);
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "deactivate|{}|2",
            "drain|{}|2",
            "maintenance-window|{}|1",
            "maintenance-window|{machines: down}|2",
            "quota-change|{role: web, limits: {cpus: 1}}|1"})
    void whereverAnInjectionBreaksOffTheUndoLeavesTheClusterAsItWas(String id, String yaml, int orders) {
        for (Loss loss : Loss.values()) {
            for (int k = 1; k <= orders; k++) {
                breakOff(Plugins.find().faults().get(id), yaml, k, loss);
            }
        }
    }

    private <P> void breakOff(FaultType<P> fault, String yaml, int k, Loss loss) {
        List<String> before = bed.state();
        P plan = bed.plan(fault, yaml, "a1", "a2");
        bed.gate.lose(k, loss);
        assertThatThrownBy(() -> fault.inject(plan, bed.cluster.context()))
                .as("order %d of %s", k, fault.id())
                .isInstanceOf(ClusterException.class);
        assertThat(bed.gate.orders()).isEqualTo(k);
        bed.gate.lose(0, loss);

        bed.undo(fault, plan);

        assertThat(bed.state()).as("%s after the loss %s of order %d", fault.id(), loss, k).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "deactivate|{}|2",
            "drain|{}|2",
            "maintenance-window|{}|1",
            "maintenance-window|{machines: down}|1",
            "offer-hoarding|{}|1",
            "quota-change|{role: web, limits: {cpus: 1}}|1"})
    void anOrderOfTheUndoThatIsLostIsGivenAgain(String id, String yaml, int orders) {
        for (Loss loss : Loss.values()) {
            for (int k = 1; k <= orders; k++) {
                loseInUndo(Plugins.find().faults().get(id), yaml, k, loss);
            }
        }
    }

    private <P> void loseInUndo(FaultType<P> fault, String yaml, int k, Loss loss) {
        List<String> before = bed.state();
        P plan = bed.plan(fault, yaml, "a1", "a2");
        bed.inject(fault, plan, bed.cluster.context());
        bed.gate.lose(k, loss);

        bed.undo(fault, plan);

        assertThat(bed.gate.orders()).as("orders of the undo of %s", fault.id()).isGreaterThanOrEqualTo(k);
        assertThat(bed.state()).isEqualTo(before);
        bed.gate.lose(0, loss);
    }
}
