package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.Breaks;
import dev.mesoschaos.injectors.Broken;
import dev.mesoschaos.injectors.mesos.Gate.Loss;
import dev.mesoschaos.injectors.mesos.QuotaPlan.Quota;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each order of each fault is lost once, on its way to the masters and on the way back; the undo leaves nothing. */
@Breaks({"deactivate", "drain", "framework-teardown", "maintenance-window", "offer-hoarding", "quota-change"})
class HalfDoneOrdersIT extends MesosCase {


    @BeforeAll
    static void limitARole() {
        bed.operator.resources().updateQuota(
                List.of(new Quota(Map.of(), Map.of("cpus", 3.0)).config("web")), true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "deactivate|{}|2",
            "drain|{}|2",
            "maintenance-window|{}|1",
            "maintenance-window|{machines: down}|2",
            "quota-change|{role: web, limits: {cpus: 1}}|1"})
    void whereverAnInjectionBreaksOffTheUndoLeavesTheClusterAsItWas(String id, String yaml, int orders) {
        assertThat(orders(Plugins.find().faults().get(id), yaml)).as("orders of a whole injection").isEqualTo(orders);
        for (Loss loss : Loss.values()) {
            for (int k = 1; k <= orders; k++) {
                breakOff(Plugins.find().faults().get(id), yaml, k, loss);
                Broken.at(id, k, orders);
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

    private <P> int orders(FaultType<P> fault, String yaml) {
        P plan = bed.plan(fault, yaml, "a1", "a2");
        bed.gate.lose(0, Loss.OF_THE_ORDER);
        fault.inject(plan, bed.cluster.context());
        int orders = bed.gate.orders();
        bed.undo(fault, plan);
        return orders;
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aTeardownOfWhichNobodyKnowsWhetherItHappenedLeavesNothingToUndo(Loss loss) {
        try (SleepyFramework framework = new SleepyFramework(bed, "maybe torn down", "batch")) {
            framework.awaitSubscribed();
            FrameworkTeardown fault = new FrameworkTeardown();
            TeardownPlan plan = bed.plan(fault, "{name: maybe torn down}", "m1");
            bed.gate.lose(1, loss);
            assertThatThrownBy(() -> fault.inject(plan, bed.cluster.context())).isInstanceOf(ClusterException.class);
            bed.gate.lose(0, loss);
            List<String> before = bed.state();

            assertThat(bed.undo(fault, plan).detail())
                    .startsWith(loss == Loss.OF_THE_ORDER ? "never torn down" : "a teardown is for ever");

            assertThat(bed.state()).isEqualTo(before);
            Broken.at(fault.id(), 1, 1);
        }
    }

    /** A hoarder is a framework: it subscribes, and goes on by itself. */
    @Test
    void aHoarderThatIsTakenBackBeforeItHasAnythingLeavesNothing() {
        List<String> before = bed.state();
        OfferHoarding fault = new OfferHoarding();
        HoardingPlan plan = bed.plan(fault, "{frameworks: 3}", "a1", "a2");
        LiveFaultContext context = bed.cluster.context();

        fault.inject(plan, context);
        fault.undo(plan, context);

        bed.undo(fault, plan);
        assertThat(bed.state()).isEqualTo(before);
        Broken.at(fault.id(), 1, 1);
    }

    /** The answer to an order is no evidence: only what the masters have become is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "deactivate|{}",
            "drain|{}",
            "framework-teardown|{name: untouched}",
            "maintenance-window|{}",
            "maintenance-window|{machines: down}",
            "mark-gone|{}",
            "quota-change|{role: web, limits: {cpus: 1}}"})
    void anOrderThatIsAnsweredAndNotObeyedIsNoEffect(String id, String yaml) {
        try (SleepyFramework framework = new SleepyFramework(bed, "untouched", "batch")) {
            framework.awaitSubscribed();
            disobey(Plugins.find().faults().get(id), yaml);
        } finally {
            bed.gate.forget(false);
        }
    }

    private <P> void disobey(FaultType<P> fault, String yaml) {
        List<String> before = bed.state();
        P plan = bed.plan(fault, yaml, "a1", "a2");
        bed.gate.forget(true);
        fault.inject(plan, bed.cluster.context());
        bed.gate.forget(false);

        assertThat(fault.verifyEffect(plan, bed.cluster.context()).holds()).as(fault.id()).isFalse();

        bed.undo(fault, plan);
        assertThat(bed.state()).isEqualTo(before);
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
