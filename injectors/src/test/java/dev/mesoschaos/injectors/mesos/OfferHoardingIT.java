package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

class OfferHoardingIT extends MesosCase {

    private final OfferHoarding fault = new OfferHoarding();

    @Test
    void whatIsHoardedIsOfferedToNobodyElseUntilTheUndo() {
        HoardingPlan plan = bed.plan(fault, "{share: 100%}", "a1", "a2");
        LiveFaultContext context = bed.cluster.context();
        bed.inject(fault, plan, context);
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

        ((Hoarders) dying.take().orElseThrow()).close();

        awaitUndone(plan);
    }

    /** What is held with one agent only would pass for a hoard, if any offer were enough. */
    @Test
    void lessThanTheShareAskedForIsNoEffect() {
        HoardingPlan one = bed.plan(fault, "{}", "a1");
        LiveFaultContext context = bed.cluster.context();
        assertThat(bed.inject(fault, one, context).detail())
                .isEqualTo("the hoarders hold 2.00 of 2.00 CPUs that are free on a1");
        AgentPlan both = AgentPlan.of(List.of("a1", "a2")).survey(bed.cluster.context());

        assertThat(fault.verifyEffect(new HoardingPlan(both, one.roles(), one.framework(), 0.51), context)).isEqualTo(
                Evidence.missing("the hoarders hold 2.00 of 4.00 CPUs that are free on a1, a2, asked for were 51 %"));
        assertThat(fault.verifyEffect(new HoardingPlan(both, one.roles(), one.framework(), 0.5), context).holds()).isTrue();
        fault.undo(one, context);
        awaitUndone(one);
    }

    @Test
    void manyHoardersLeaveNothingToAFrameworkThatHoldsOffersToo() {
        try (SleepyFramework framework = new SleepyFramework(bed, "beside many", "web")) {
            framework.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
            framework.awaitState("sleeper-a2", TaskState.TASK_RUNNING);
            HoardingPlan plan = bed.plan(fault, "{frameworks: 5, share: 90%}", "a1", "a2");
            LiveFaultContext context = bed.cluster.context();
            bed.inject(fault, plan, context);
            assertThat(fault.verifyHeld(plan, context).detail()).isEqualTo("5 of 5 hoarders are subscribed");
            fault.undo(plan, context);
            awaitUndone(plan);
        }
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
