package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;

/** The six cases of mesos-facts 4.6, but for the one of a registered agent, which needs a connection. */
class ReconcilerTest {

    private static final TaskID TASK = TaskID.newBuilder().setValue("t").build();
    private static final Optional<AgentID> AGENT = Optional.of(AgentID.newBuilder().setValue("S1").build());
    private static final FrameworkInfo PLAIN = FrameworkInfo.newBuilder()
            .setUser("u")
            .setName("n")
            .setId(FrameworkID.newBuilder().setValue("f"))
            .build();

    private final Framework plain = new Framework(PLAIN, false, 0);
    private final Framework aware = new Framework(
            PLAIN.toBuilder()
                    .addCapabilities(FrameworkInfo.Capability.newBuilder()
                            .setType(FrameworkInfo.Capability.Type.PARTITION_AWARE))
                    .build(),
            false,
            0);
    private final Cluster cluster = new Cluster(
            MasterInfo.getDefaultInstance(), InstantSource.fixed(Instant.ofEpochSecond(9)), new Counters());
    private final Reconciler reconciler = new Reconciler(cluster);

    @Test
    void anythingElseIsUnknown() {
        assertThat(reconciler.explicit(aware, TASK, Optional.empty()))
                .get()
                .extracting(TaskStatus::getState, TaskStatus::getReason, TaskStatus::hasUuid, TaskStatus::getMessage)
                .containsExactly(
                        TaskState.TASK_UNKNOWN,
                        TaskStatus.Reason.REASON_RECONCILIATION,
                        false,
                        "Reconciliation: Task is unknown");
        assertThat(reconciler.explicit(plain, TASK, AGENT)).get().extracting(TaskStatus::getState)
                .isEqualTo(TaskState.TASK_LOST);
    }

    @Test
    void whileAgentsMayStillReturnThereIsNoAnswer() {
        cluster.recovered().put("S1", AgentInfo.newBuilder().setHostname("h").build());

        assertThat(reconciler.explicit(aware, TASK, AGENT)).isEmpty();
        assertThat(reconciler.explicit(aware, TASK, Optional.empty())).isEmpty();
        assertThat(reconciler.explicit(aware, TASK, Optional.of(AgentID.newBuilder().setValue("S2").build())))
                .isPresent();
    }

    @Test
    void aTaskOfAnUnreachableAgentIsUnreachableSinceThen() {
        cluster.registry(RegistryState.EMPTY.markUnreachable("S1", 77));

        TaskStatus status = reconciler.explicit(aware, TASK, AGENT).orElseThrow();

        assertThat(status.getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
        assertThat(status.getUnreachableTime().getNanoseconds()).isEqualTo(77);
        assertThat(reconciler.explicit(plain, TASK, AGENT).orElseThrow().getState()).isEqualTo(TaskState.TASK_LOST);
    }

    @Test
    void aTaskOfAGoneAgentIsGone() {
        cluster.registry(RegistryState.EMPTY.markGone("S1", 77));

        assertThat(reconciler.explicit(aware, TASK, AGENT).orElseThrow().getState())
                .isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
    }

    @Test
    void aTrackedTaskHasTheStateThatItsSchedulerWasToldLast() {
        Task task = Task.newBuilder()
                .setName("t")
                .setTaskId(TASK)
                .setFrameworkId(plain.id())
                .setAgentId(AGENT.orElseThrow())
                .setState(TaskState.TASK_FINISHED)
                .setStatusUpdateState(TaskState.TASK_STARTING)
                .build();
        plain.tasks().put("t", new TrackedTask(task, "*"));

        assertThat(reconciler.explicit(plain, TASK, Optional.empty()).orElseThrow().getState())
                .isEqualTo(TaskState.TASK_STARTING);
        assertThat(reconciler.implicit(plain)).extracting(TaskStatus::getState).containsExactly(TaskState.TASK_STARTING);
    }
}
