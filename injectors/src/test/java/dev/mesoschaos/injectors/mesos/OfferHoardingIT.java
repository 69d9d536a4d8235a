package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfferHoardingIT {

    @TempDir
    private static Path directory;

    private static MesosBed bed;
    private final OfferHoarding fault = new OfferHoarding();

    @BeforeAll
    static void start() throws Exception {
        bed = new MesosBed(directory);
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @Test
    void whatIsHoardedIsOfferedToNobodyElseUntilTheUndo() {
        HoardingPlan plan = bed.plan(fault, "{}", "a1", "a2");
        LiveFaultContext context = bed.cluster.context();
        bed.inject(fault, plan, context);
        await().atMost(Duration.ofSeconds(30)).until(() -> fault.verifyEffect(plan, context).detail(),
                "the hoarder has offers of a1, a2"::equals);
        try (SleepyFramework framework = new SleepyFramework(bed, "starved", "web")) {
            framework.awaitSubscribed();
            assertThat(fault.verifyHeld(plan, context).holds()).isTrue();
            assertThat(fault.verifyUndone(plan, context).holds()).isFalse();
            assertThat(fault.verifyEffect(plan, context).holds()).isTrue();
            assertThat(framework.states).isEmpty();

            fault.undo(plan, context);

            awaitUndone(plan);
            framework.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
            framework.awaitState("sleeper-a2", TaskState.TASK_RUNNING);
        }
    }

    @Test
    void offersOfOtherAgentsAreNotHeld() {
        HoardingPlan plan = bed.plan(fault, "{role: idle/one}", "a1");
        LiveFaultContext context = bed.cluster.context();
        bed.inject(fault, plan, context);
        try (SleepyFramework framework = new SleepyFramework(bed, "half starved", "web")) {
            framework.awaitState("sleeper-a2", TaskState.TASK_RUNNING);
            assertThat(framework.states).doesNotContainKey("sleeper-a1");
        }
        fault.undo(plan, context);
        awaitUndone(plan);
    }

    @Test
    void aNewProcessEndsAHoarderThatHangs() {
        HoardingPlan plan = bed.plan(fault, "{}", "a1");
        LiveFaultContext hanging = bed.cluster.context();
        bed.inject(fault, plan, hanging);

        assertThat(bed.undo(fault, plan).detail()).contains("no framework is called " + plan.framework() + " any more");

        assertThat(fault.verifyHeld(plan, hanging).holds()).isFalse();
        fault.undo(plan, hanging);
    }

    @Test
    void theHoarderGoesWithItsProcess() {
        HoardingPlan plan = bed.plan(fault, "{}", "a1");
        LiveFaultContext dying = bed.cluster.context();
        bed.inject(fault, plan, dying);

        ((Hoarder) dying.take().orElseThrow()).close();

        awaitUndone(plan);
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() {
        try (SleepyFramework other = new SleepyFramework(bed, "mesos-chaos hoarder run-8 order-1", "hoarder")) {
            other.awaitSubscribed();
            bed.undoingChangesNothing(fault, bed.plan(fault, "{}", "a1", "a2"));
        }
    }

    private void awaitUndone(HoardingPlan plan) {
        await().atMost(Duration.ofSeconds(30)).until(() -> fault.verifyUndone(plan, bed.cluster.context()), Evidence::holds);
    }
}
