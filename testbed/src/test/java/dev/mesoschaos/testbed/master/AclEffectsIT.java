package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.wire.AgentMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ACLs do to frameworks and agents (mesos-facts section 8). */
class AclEffectsIT {

    @TempDir
    private Path directory;

    private final OkHttpClient client =
            new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(1)).build();
    private final List<AutoCloseable> open = new ArrayList<>();
    private TestZooKeeper zooKeeper;

    @BeforeEach
    void start() throws Exception {
        zooKeeper = new TestZooKeeper(directory.resolve("zookeeper"));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable opened : open.reversed()) {
            opened.close();
        }
        zooKeeper.close();
        client.dispatcher().executorService().shutdown();
    }

    private MasterProcess leader(String acls) throws Exception {
        Path file = Files.writeString(directory.resolve("acls.json"), acls);
        MasterProcess master = new MasterProcess(zooKeeper, directory.resolve("m1"), 1, "--acls=" + file);
        open.add(master);
        Awaitility.await().atMost(Duration.ofSeconds(40)).ignoreExceptions().until(() -> {
            try (FakeScheduler probe = new FakeScheduler(client, master.address(), framework("probe"))) {
                return !probe.id().getValue().isEmpty();
            }
        });
        return master;
    }

    private static FrameworkInfo framework(String name) {
        return FrameworkInfo.newBuilder().setUser("web").setName(name).build();
    }

    private FakeAgent agent(MasterProcess master) {
        FakeAgent agent = new FakeAgent(client, master.address());
        open.add(agent);
        agent.send(new AgentMessage.Register(FakeAgent.INFO, "1.11.0"));
        return agent;
    }

    @Test
    void aTaskOfRootIsRefusedWhereRootIsForNobody() throws Exception {
        MasterProcess master =
                leader("{\"run_tasks\":[{\"principals\":{\"type\":\"NONE\"},\"users\":{\"values\":[\"root\"]}}]}");
        agent(master);
        FakeScheduler scheduler = new FakeScheduler(client, master.address(), framework("it"));
        open.add(scheduler);
        Offer offer = scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0);
        TaskInfo task = TaskInfo.newBuilder()
                .setName("t1")
                .setTaskId(TaskID.newBuilder().setValue("t1"))
                .setAgentId(offer.getAgentId())
                .setCommand(CommandInfo.newBuilder().setValue("true").setUser("root"))
                .addAllResources(offer.getResourcesList())
                .build();

        scheduler.call(Call.newBuilder()
                .setType(Call.Type.ACCEPT)
                .setAccept(Call.Accept.newBuilder()
                        .addOfferIds(offer.getId())
                        .addOperations(Offer.Operation.newBuilder()
                                .setType(Offer.Operation.Type.LAUNCH)
                                .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task)))));

        TaskStatus status = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(status.getState()).isEqualTo(TaskState.TASK_ERROR);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_UNAUTHORIZED);
        assertThat(status.getMessage()).isEqualTo("Not authorized to launch as user 'root'");
    }

    @Test
    void anAgentThatMayNotRegisterGetsNoAnswer() throws Exception {
        MasterProcess master =
                leader("{\"register_agents\":[{\"principals\":{\"type\":\"NONE\"},\"agents\":{\"type\":\"ANY\"}}]}");
        FakeAgent agent = agent(master);
        FakeScheduler scheduler = new FakeScheduler(client, master.address(), framework("it"));
        open.add(scheduler);

        scheduler.next(Event.Type.HEARTBEAT);

        assertThat(agent.isClosed()).isFalse();
        assertThat(scheduler.drain()).noneMatch(event -> event.getType() == Event.Type.OFFERS);
    }
}
