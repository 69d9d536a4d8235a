package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

class FrameworkTeardownIT extends MesosCase {

    private final FrameworkTeardown fault = new FrameworkTeardown();

    @Test
    void aFrameworkEndsWithItsTasksAndOthersDoNot() {
        try (SleepyFramework doomed = new SleepyFramework(bed, "doomed", "batch");
                SleepyFramework other = new SleepyFramework(bed, "other", "web")) {
            doomed.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
            other.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
            TeardownPlan plan = bed.plan(fault, "{name: doomed}", "m1");

            assertThat(bed.inject(fault, plan, bed.cluster.context()).detail())
                    .isEqualTo("over, without a task left: doomed");

            assertThat(bed.undo(fault, plan).detail())
                    .isEqualTo("a teardown is for ever; their owners must start anew: doomed");
            assertThat(FrameworksOf.called(bed.operator, "doomed")).isEmpty();
            assertThat(FrameworksOf.called(bed.operator, "other")).hasSize(1);
            assertThat(other.states).containsEntry("sleeper-a1", TaskState.TASK_RUNNING);
        }
    }

    @Test
    void aRoleMeansAllItsFrameworksButThoseOfTheHarness() {
        try (SleepyFramework one = new SleepyFramework(bed, "one", "mesos-chaos");
                SleepyFramework two = new SleepyFramework(bed, "two", "mesos-chaos");
                SleepyFramework workload = new SleepyFramework(bed, "mesos-chaos", "mesos-chaos");
                SleepyFramework hoarder = new SleepyFramework(bed, "mesos-chaos hoarder run-7 a-1", "mesos-chaos")) {
            for (SleepyFramework each : new SleepyFramework[] {one, two, workload, hoarder}) {
                each.awaitSubscribed();
            }
            TeardownPlan plan = bed.plan(fault, "{role: mesos-chaos}", "m1");
            assertThat(plan.frameworks().values()).containsExactlyInAnyOrder("one", "two");

            bed.inject(fault, plan, bed.cluster.context());

            assertThat(FrameworksOf.in(bed.operator, "mesos-chaos")).hasSize(2);
            assertThatThrownBy(() -> bed.plan(fault, "{role: mesos-chaos}", "m1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no framework in role mesos-chaos is there")
                    .hasMessageContaining("meant by its name alone: mesos-chaos");
            assertThat(bed.plan(fault, "{name: mesos-chaos}", "m1").frameworks()).hasSize(1);
        }
    }

    @Test
    void aFrameworkThatIsNotThereIsNoTarget() {
        assertThatThrownBy(() -> bed.plan(fault, "{name: nobody}", "m1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no framework called 'nobody' is there to be torn down");
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() {
        try (SleepyFramework spared = new SleepyFramework(bed, "spared", "batch")) {
            spared.awaitSubscribed();
            TeardownPlan plan = bed.plan(fault, "{name: spared}", "m1");
            bed.undoingChangesNothing(fault, plan);
            assertThat(fault.verifyUndone(plan, bed.cluster.context()).detail()).isEqualTo("never torn down: spared");
        }
    }

    @Test
    void itIsRefusedWhereAClusterMatters() {
        assertThat(fault.irreversible()).isPresent();
    }
}
