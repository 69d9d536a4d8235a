package dev.mesoschaos.injectors.flapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.language.InvalidScenario;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlappingTest {

    private final Flapping fault = new Flapping();
    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());
    private final Map<String, String> lamps = new ConcurrentHashMap<>();
    private final LiveFaultContext context = cluster.context();
    private volatile String broken = "";

    FlappingTest() {
        cluster.powers.put(Shell.class, (Shell) (host, command, stdin, timeout) -> {
            if (command.size() > 1) {
                if (host.equals(broken)) {
                    return new Shell.Result(1, "", "no bulb");
                }
                lamps.put(host, command.getLast());
            }
            return new Shell.Result(0, lamps.getOrDefault(host, "off"), "");
        });
    }

    @AfterEach
    void stop() {
        broken = "";
        cluster.undo(fault, plan("500ms", "50%"));
        context.take().map(Flapper.class::cast).ifPresent(Flapper::close);
    }

    @Test
    void aFaultThatCannotComeTheFirstTimeIsNoFlapping() {
        broken = "a2";
        FlappingPlan plan = plan("500ms", "50%");

        assertThatThrownBy(() -> fault.inject(plan, context))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the lamp of a2 is broken");

        broken = "";
        undo(plan);
        assertThat(lamps.values()).containsOnly("off");
    }

    @Test
    void aFaultThatCannotComeAgainIsToldAtTheEndOfTheHold() {
        FlappingPlan plan = plan("500ms", "50%");
        fault.inject(plan, context);
        broken = "a1";

        await().until(() -> fault.verifyHeld(plan, context).detail().contains("and then no more"));
        assertThat(fault.verifyHeld(plan, context).holds()).isFalse();
        assertThat(fault.verifyHeld(plan, context).detail()).contains("lamp came 1 of").contains("no bulb");
    }

    @Test
    void itComesAndGoesOnAllHosts() {
        FlappingPlan plan = plan("500ms", "50%");
        fault.inject(plan, context);

        assertThat(cluster.events.getFirst()).isInstanceOfSatisfying(
                Event.Gauge.class, gauge -> assertThat(gauge.series()).isEqualTo("flapping lamp"));
        await().untilAsserted(() -> assertThat(cluster.events.stream().map(event -> ((Event.Gauge) event).value()))
                .startsWith(1.0, 0.0, 1.0, 0.0, 1.0));
        await().until(() -> fault.verifyEffect(plan, context).holds());
        await().until(() -> !lamps.containsValue("on"));
        assertThat(lamps.keySet()).containsExactlyInAnyOrder("a1", "a2");
    }

    @Test
    void afterTheUndoItDoesNotComeAgain() {
        FlappingPlan plan = plan("500ms", "50%");
        fault.inject(plan, context);
        await().until(() -> cluster.events.size() > 2);

        undo(plan);

        int changes = cluster.events.size();
        assertThat(fault.verifyUndone(plan, context).holds()).isTrue();
        // One whole period: longer than anything that is still to come would take.
        await().during(Duration.ofMillis(700)).until(() -> cluster.events.size() == changes);
        assertThat(lamps.values()).containsOnly("off");
    }

    @Test
    void aNewProcessUndoesItFromThePlanAlone() throws Exception {
        FlappingPlan plan = plan("10m", "90%");
        fault.inject(plan, context);
        String json = JournalJson.mapper().writeValueAsString(plan);

        cluster.undo(fault, JournalJson.mapper().readValue(json, FlappingPlan.class));

        assertThat(lamps.values()).containsOnly("off");
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() {
        FlappingPlan plan = plan("500ms", "50%");
        undo(plan);
        undo(plan);

        assertThat(fault.verifyUndone(plan, context).holds()).isTrue();
    }

    @Test
    void thePlanSaysWhatFlapsAndHow() {
        Planner<FlappingPlan> planner = planner("{fault: {lamp: {}}, period: 4s, duty: 25%}");
        FlappingPlan plan = planner.plan(cluster.targets("a1"), cluster.situation("flap-1"));

        assertThat(planner.describe(plan)).containsExactly("for 1000 ms of every 4000 ms:", "lamps of [a1]");
        assertThat(fault.resources(plan)).hasToString("[processors of a1]");
        assertThat(fault.undoOnHosts(plan)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{period: 4s}|key 'fault' is missing",
            "{fault: {lam: {}}, period: 4s}|did you mean 'lamp'",
            "{fault: {lamp: {watts: 60}}, period: 4s}|unknown key 'watts'",
            "{fault: {lamp: {}}}|key 'period' is missing",
            "{fault: {lamp: {}}, period: 499ms}|from 500ms to 10m",
            "{fault: {lamp: {}}, period: 4s, duty: 95%}|from 10% to 90%",
            "{fault: {flapping: {fault: {lamp: {}}, period: 1s}}, period: 4s}|does not flap by itself"})
    void theseAreRefusedWithTheirReason(String yaml, String reason) {
        assertThatThrownBy(() -> planner(yaml)).isInstanceOf(InvalidScenario.class).hasMessageContaining(reason);
    }

    private void undo(FlappingPlan plan) {
        fault.undo(plan, context);
        cluster.undo(fault, plan);
    }

    private FlappingPlan plan(String period, String duty) {
        return planner("{fault: {lamp: {}}, period: " + period + ", duty: " + duty + "}")
                .plan(cluster.targets("a1", "a2"), cluster.situation("flap-1"));
    }

    private Planner<FlappingPlan> planner(String yaml) {
        return Samples.planner(fault, yaml);
    }
}
