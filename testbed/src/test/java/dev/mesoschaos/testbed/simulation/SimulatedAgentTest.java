package dev.mesoschaos.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.agent.RegistrationBackoff;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One agent, with time and its master in the test's hands. */
class SimulatedAgentTest {

    private static final Duration BACKOFF = Duration.ofMillis(10);
    private static final AgentID ID = AgentID.newBuilder().setValue("master-S0").build();
    private static final TaskID TASK = TaskID.newBuilder().setValue("t").build();
    private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder()
            .setUser("root")
            .setName("sample")
            .setId(FrameworkID.newBuilder().setValue("fw-1"))
            .addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE))
            .build();

    private final FakeUplink master = new FakeUplink();
    private long nanos = 1;
    private final SimulatedAgent agent = new SimulatedAgent(
            AgentInfo.newBuilder().setHostname("s1").setPort(5053).build(),
            () -> nanos,
            new RegistrationBackoff(BACKOFF, new SplittableRandom(1)),
            master,
            new Statuses(InstantSource.fixed(Instant.EPOCH), UUID::randomUUID, "10.0.0.1"));

    @BeforeEach
    void register() {
        agent.leader(Optional.of("10.0.0.9:5050"));
        waitForBackoff();
        master.open();
        assertThat(master.take()).singleElement().isInstanceOf(AgentMessage.Register.class);
        master.tell(new MasterMessage.Registered(ID, Duration.ofSeconds(3)));
    }

    @Test
    void aCommandThatCannotBeReadFailsAndSaysWhy() {
        run("simulated-exit", "many");

        TaskStatus failed = takeUpdate();
        assertThat(failed.getState()).isEqualTo(TaskState.TASK_FAILED);
        assertThat(failed.getReason()).isEqualTo(Reason.REASON_CONTAINER_LAUNCH_FAILED);
        assertThat(failed.getMessage()).contains("simulated-exit");
    }

    @Test
    void aPingIsAnswered() {
        master.tell(new MasterMessage.Ping(true));

        assertThat(master.take()).containsExactly(new AgentMessage.Pong());
    }

    @Test
    void aTaskThatComesWhileItRegistersAgainIsRunAndReportedThereafter() {
        master.tell(new MasterMessage.Ping(false));
        run("none", "");
        assertThat(master.take()).containsExactly(new AgentMessage.Pong());

        waitForBackoff();
        assertThat(master.take()).singleElement().isInstanceOfSatisfying(AgentMessage.Reregister.class,
                again -> assertThat(again.tasks()).extracting(task -> task.getTaskId()).containsExactly(TASK));
        master.tell(new MasterMessage.Registered(ID, Duration.ofSeconds(3)));

        assertThat(takeUpdate().getState()).isEqualTo(TaskState.TASK_STARTING);
    }

    @Test
    void oneUpdateAtATimeAndEachSaysThatItIsSimulated() {
        run("none", "");

        TaskStatus starting = takeUpdate();
        assertThat(starting.getState()).isEqualTo(TaskState.TASK_STARTING);
        assertThat(starting.getLabels().getLabels(0).getKey()).isEqualTo("simulated");
        assertThat(acknowledge(starting).getState()).isEqualTo(TaskState.TASK_RUNNING);
    }

    @Test
    void aTaskEndsWhenItsTimeIsOver() {
        run("simulated-duration", "5secs");
        settle();

        pass(Duration.ofMillis(4900));
        assertThat(master.take()).isEmpty();
        pass(Duration.ofMillis(200));
        assertThat(takeUpdate().getState()).isEqualTo(TaskState.TASK_FINISHED);
    }

    @Test
    void aKilledTaskEndsAtOnceAndIsForgottenOnceAcknowledged() {
        run("none", "");
        settle();

        master.tell(new MasterMessage.KillTask(FRAMEWORK.getId(), TASK));
        TaskStatus killed = takeUpdate();
        assertThat(killed.getState()).isEqualTo(TaskState.TASK_KILLED);
        tellAcknowledged(killed);
        assertThat(agent.tasks().all()).isEmpty();
    }

    @Test
    void drainingEndsAllTasksWithItsReason() {
        run("none", "");
        settle();

        master.tell(new MasterMessage.Drain(DrainConfig.newBuilder().setMarkGone(true).build()));
        TaskStatus gone = takeUpdate();
        assertThat(gone.getState()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
        assertThat(gone.getReason()).isEqualTo(Reason.REASON_AGENT_DRAINING);
    }

    @Test
    void aTaskItNeverHadIsDropped() {
        master.tell(new MasterMessage.ReconcileUnknown(FRAMEWORK, TASK));

        TaskStatus dropped = takeUpdate();
        assertThat(dropped.getState()).isEqualTo(TaskState.TASK_DROPPED);
        assertThat(dropped.getReason()).isEqualTo(Reason.REASON_RECONCILIATION);
    }

    @Test
    void anUpdateIsSentAgainWhenNobodyAcknowledgesIt() {
        run("none", "");
        TaskStatus first = takeUpdate();

        pass(Duration.ofSeconds(10));

        assertThat(takeUpdate()).isEqualTo(first);
    }

    @Test
    void anUpdateIsSentAgainAtOnceWhenItsSchedulerIsBack() {
        run("none", "");
        TaskStatus first = takeUpdate();

        master.tell(new MasterMessage.UpdateFramework(FRAMEWORK.toBuilder().setId(
                FrameworkID.newBuilder().setValue("fw-2")).build()));
        assertThat(master.take()).as("a framework that has nothing here").isEmpty();
        master.tell(new MasterMessage.UpdateFramework(FRAMEWORK));

        assertThat(takeUpdate()).isEqualTo(first);
    }

    @Test
    void afterABrokenConnectionItBringsItsTasksAndWhatIsUnacknowledged() {
        run("none", "");
        TaskStatus starting = takeUpdate();
        master.breakDown();
        waitForBackoff();
        master.open();

        AgentMessage.Reregister back = (AgentMessage.Reregister) master.take().getFirst();
        assertThat(back.agent().getId()).isEqualTo(ID);
        assertThat(back.frameworks()).containsExactly(FRAMEWORK);
        assertThat(back.tasks()).singleElement().satisfies(task -> {
            assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING);
            assertThat(task.getStatusUpdateState()).isEqualTo(TaskState.TASK_STARTING);
        });
        master.tell(new MasterMessage.Registered(ID, Duration.ofSeconds(3)));
        assertThat(takeUpdate()).isEqualTo(starting);
    }

    @Test
    void tasksOfARemovedFrameworkVanishWithoutAWord() {
        run("simulated-duration", "1secs");
        settle();

        master.tell(new MasterMessage.ShutdownFramework(FRAMEWORK.getId()));
        pass(Duration.ofSeconds(2));

        assertThat(master.take()).isEmpty();
        assertThat(agent.tasks().all()).isEmpty();
    }

    @Test
    void anAgentThatIsToldToShutDownNeverComesBack() {
        master.tell(new MasterMessage.Shutdown("Agent has been marked gone"));
        agent.leader(Optional.of("10.0.0.8:5050"));
        nanos += Duration.ofSeconds(1).toNanos();
        agent.tick();

        assertThat(agent.isRegistered()).isFalse();
        assertThat(master.take()).isEmpty();
    }

    private void waitForBackoff() {
        nanos += BACKOFF.toNanos();
        agent.tick();
    }

    private void run(String label, String value) {
        master.tell(new MasterMessage.RunTask(FRAMEWORK, TaskPlanTest.labelled(TaskPlanTest.shell("./serve"), label, value)));
    }

    /** Acknowledges TASK_STARTING and TASK_RUNNING. */
    private void settle() {
        tellAcknowledged(acknowledge(takeUpdate()));
        assertThat(master.take()).isEmpty();
    }

    private TaskStatus acknowledge(TaskStatus status) {
        tellAcknowledged(status);
        return takeUpdate();
    }

    private void tellAcknowledged(TaskStatus status) {
        ByteBuffer uuid = status.getUuid().asReadOnlyByteBuffer();
        master.tell(new MasterMessage.Acknowledge(
                FRAMEWORK.getId(), status.getTaskId(), new UUID(uuid.getLong(), uuid.getLong())));
    }

    private TaskStatus takeUpdate() {
        List<AgentMessage> sent = master.take();
        assertThat(sent).singleElement().isInstanceOf(AgentMessage.Update.class);
        return ((AgentMessage.Update) sent.getFirst()).status();
    }

    /** Lets time pass, with a ping each half second, so that the agent does not give its master up. */
    private void pass(Duration time) {
        long end = nanos + time.toNanos();
        while (nanos < end) {
            nanos = Math.min(end, nanos + Duration.ofMillis(500).toNanos());
            master.tell(new MasterMessage.Ping(true));
            assertThat(master.take()).startsWith(new AgentMessage.Pong());
        }
        agent.tick();
    }
}
