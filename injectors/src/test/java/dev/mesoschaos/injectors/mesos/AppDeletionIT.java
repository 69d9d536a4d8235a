package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.model.AppSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppDeletionIT {

    @Test
    void tasksThatTheMasterStillHasAreNotDeletedWhateverTheFrameworkSays(@TempDir Path directory) throws Exception {
        AppSpec app = new AppSpec("sleeper", 2, 0.1, 32, new AppSpec.Program.Command("sleep 9"), AppSpec.Spread.NONE);
        FakeDeployments deployments = new FakeDeployments(app);
        deployments.tasks.put("sleeper", List.of("sleeper-a1", "sleeper-a2"));
        AppDeletion fault = new AppDeletion();
        try (MesosBed bed = new MesosBed(directory)) {
            bed.cluster.deployments = Optional.of(deployments);
            FaultContext context = bed.cluster.context();
            DeletionPlan plan;
            try (SleepyFramework framework = new SleepyFramework(bed, "sleepy", "batch")) {
                framework.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
                framework.awaitState("sleeper-a2", TaskState.TASK_RUNNING);
                plan = bed.plan(fault, "{}", "m1");

                fault.inject(plan, context);

                assertThat(fault.verifyEffect(plan, context).detail())
                        .startsWith("the master still has")
                        .contains("sleeper-a1", "sleeper-a2");
            }
            assertThat(bed.awaitEffect(fault, plan, context).detail())
                    .isEqualTo("deleted: 2 x sleeper; the master has none of their 2 tasks any more");
        }
    }
}
