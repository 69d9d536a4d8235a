package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Master processes, a real ZooKeeper, and the two sides that talk to a master. */
class MasterIT {

    private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder()
            .setUser("root")
            .setName("it")
            .setCheckpoint(true)
            .setFailoverTimeout(60)
            .addRoles("*")
            .addCapabilities(capability(FrameworkInfo.Capability.Type.MULTI_ROLE))
            .addCapabilities(capability(FrameworkInfo.Capability.Type.PARTITION_AWARE))
            .build();

    @TempDir
    private Path directory;

    private final OkHttpClient client = new OkHttpClient.Builder()
            .readTimeout(Duration.ofMinutes(1))
            .followRedirects(false)
            .build();
    private final List<AutoCloseable> open = new ArrayList<>();
    private TestZooKeeper zooKeeper;

    private static FrameworkInfo.Capability capability(FrameworkInfo.Capability.Type type) {
        return FrameworkInfo.Capability.newBuilder().setType(type).build();
    }

    @BeforeEach
    void startZooKeeper() throws Exception {
        zooKeeper = new TestZooKeeper(directory.resolve("zookeeper"));
    }

    @AfterEach
    void stopAll() throws Exception {
        for (AutoCloseable opened : open.reversed()) {
            opened.close();
        }
        zooKeeper.close();
        client.dispatcher().executorService().shutdown();
    }

    private <T extends AutoCloseable> T keep(T opened) {
        open.add(opened);
        return opened;
    }

    private MasterProcess master(String name, int quorum, String... options) throws IOException {
        return keep(new MasterProcess(zooKeeper, directory.resolve(name), quorum, options));
    }

    private MasterProcess leader(String... options) throws IOException {
        MasterProcess master = master("m1", 1, options);
        awaitStatus(master, 200);
        return master;
    }

    private Response operator(MasterProcess master, String json) throws IOException {
        return client.newCall(new Request.Builder()
                        .url("http://" + master.address() + "/api/v1")
                        .post(RequestBody.create(
                                json.getBytes(StandardCharsets.UTF_8), okhttp3.MediaType.get("application/json")))
                        .build())
                .execute();
    }

    private String answer(MasterProcess master, String json) throws IOException {
        try (Response response = operator(master, json)) {
            return response.body().string();
        }
    }

    private void awaitStatus(MasterProcess master, int status) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            try (Response response = operator(master, "{\"type\":\"GET_HEALTH\"}")) {
                return response.code() == status;
            }
        });
    }

    private FakeAgent registered(MasterProcess master) throws InterruptedException {
        FakeAgent agent = keep(new FakeAgent(client, master.address()));
        agent.send(new AgentMessage.Register(FakeAgent.INFO, "1.11.0"));
        return agent;
    }

    private FakeScheduler scheduler(MasterProcess master, FrameworkInfo info) throws Exception {
        return keep(new FakeScheduler(client, master.address(), info));
    }

    private static TaskInfo task(String id, Offer offer) {
        return TaskInfo.newBuilder()
                .setName(id)
                .setTaskId(TaskID.newBuilder().setValue(id))
                .setAgentId(offer.getAgentId())
                .setCommand(CommandInfo.newBuilder().setValue("true"))
                .addResources(Resource.newBuilder()
                        .setName("cpus")
                        .setType(Value.Type.SCALAR)
                        .setScalar(Value.Scalar.newBuilder().setValue(0.5)))
                .build();
    }

    private static Call.Builder launch(Offer offer, TaskInfo... tasks) {
        return Call.newBuilder()
                .setType(Call.Type.ACCEPT)
                .setAccept(Call.Accept.newBuilder()
                        .addOfferIds(offer.getId())
                        .setFilters(Filters.newBuilder().setRefuseSeconds(0))
                        .addOperations(Offer.Operation.newBuilder()
                                .setType(Offer.Operation.Type.LAUNCH)
                                .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks)))));
    }

    private static TaskStatus running(TaskInfo task) {
        UUID uuid = UUID.randomUUID();
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits());
        return TaskStatus.newBuilder()
                .setTaskId(task.getTaskId())
                .setAgentId(task.getAgentId())
                .setState(TaskState.TASK_RUNNING)
                .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
                .setUuid(ByteString.copyFrom(bytes.flip()))
                .build();
    }

    private static Task running(FrameworkID framework, TaskInfo task) {
        return Task.newBuilder()
                .setName(task.getName())
                .setTaskId(task.getTaskId())
                .setFrameworkId(framework)
                .setAgentId(task.getAgentId())
                .addAllResources(task.getResourcesList())
                .setState(TaskState.TASK_RUNNING)
                .build();
    }

    /** Launches one task and lets the agent report that it runs. */
    private TaskInfo launched(FakeScheduler scheduler, FakeAgent agent) throws Exception {
        Offer offer = scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0);
        TaskInfo task = task("t1", offer);
        assertThat(scheduler.call(launch(offer, task))).isEqualTo(202);
        MasterMessage.RunTask run = agent.next(MasterMessage.RunTask.class);
        assertThat(run.task().getTaskId()).isEqualTo(task.getTaskId());
        TaskStatus status = running(task);
        agent.send(new AgentMessage.Update(scheduler.id(), status, TaskState.TASK_RUNNING));
        assertThat(scheduler.overtaking(Event.Type.UPDATE).getUpdate().getStatus()).isEqualTo(status);
        scheduler.call(Call.newBuilder()
                .setType(Call.Type.ACKNOWLEDGE)
                .setAcknowledge(Call.Acknowledge.newBuilder()
                        .setAgentId(task.getAgentId())
                        .setTaskId(task.getTaskId())
                        .setUuid(status.getUuid())));
        assertThat(agent.next(MasterMessage.Acknowledge.class).taskId()).isEqualTo(task.getTaskId());
        return run.task();
    }

    @Test
    void aMasterWithoutZooKeeperServesHealthAndHasNoLeader() throws Exception {
        zooKeeper.close();
        MasterProcess master = master("m1", 1);

        try (Response response = operator(master, "{\"type\":\"GET_HEALTH\"}")) {
            assertThat(response.code()).isEqualTo(503);
            assertThat(response.body().string()).isEqualTo("No leader elected");
        }
        try (Response response = client.newCall(new Request.Builder()
                        .url("http://" + master.address() + "/health")
                        .build())
                .execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    @Test
    void anAgentMarkedGoneLosesItsTasksAndIsShutDownForEver() throws Exception {
        MasterProcess master = leader();
        FakeAgent agent = registered(master);
        FakeScheduler scheduler = scheduler(master, FRAMEWORK);
        TaskInfo task = launched(scheduler, agent);
        String id = task.getAgentId().getValue();

        assertThat(answer(master, "{\"type\":\"MARK_AGENT_GONE\",\"mark_agent_gone\":{\"agent_id\":{\"value\":\""
                        + id + "\"}}}"))
                .isEmpty();

        TaskStatus gone = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(gone.getState()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
        assertThat(gone.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED_BY_OPERATOR);
        scheduler.next(Event.Type.FAILURE);
        agent.next(MasterMessage.Shutdown.class);
        returned(master, scheduler.id(), task).next(MasterMessage.Shutdown.class);
    }

    @Test
    void anAgentsResourcesAreOfferedAndATaskIsLaunchedUpdatedAndAcknowledged() throws Exception {
        MasterProcess master = leader();
        FakeAgent agent = registered(master);
        assertThat(agent.next(MasterMessage.Registered.class).silenceLimit()).isEqualTo(Duration.ofSeconds(3));
        FakeScheduler scheduler = scheduler(master, FRAMEWORK);

        launched(scheduler, agent);

        assertThat(answer(master, "{\"type\":\"GET_TASKS\"}"))
                .contains("\"state\":\"TASK_RUNNING\"", "\"status_update_state\":\"TASK_RUNNING\"");
        Offer rest = scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0);
        assertThat(Resources.of(rest.getResourcesList()).scalar("cpus")).isEqualTo(1.5);
    }

    @Test
    void aTaskBeyondItsOfferIsAnErrorAndAnUnknownOfferDropsIt() throws Exception {
        MasterProcess master = leader();
        registered(master);
        FakeScheduler scheduler = scheduler(master, FRAMEWORK);
        Offer offer = scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0);
        TaskInfo big = task("big", offer).toBuilder()
                .setResources(
                        0,
                        task("big", offer).getResources(0).toBuilder()
                                .setScalar(Value.Scalar.newBuilder().setValue(3)))
                .build();

        scheduler.call(launch(offer, big));
        TaskStatus error = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        scheduler.call(launch(offer, task("late", offer)));
        TaskStatus dropped = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();

        assertThat(error.getState()).isEqualTo(TaskState.TASK_ERROR);
        assertThat(error.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
        assertThat(dropped.getState()).isEqualTo(TaskState.TASK_DROPPED);
        assertThat(dropped.getMessage())
                .isEqualTo("Task launched with invalid offers: Offer " + offer.getId().getValue()
                        + " is no longer valid");
    }

    @Test
    void anAgentThatMissesThreePingsBecomesUnreachableAndComesBackWithItsTasks() throws Exception {
        MasterProcess master = leader();
        FakeAgent agent = registered(master);
        FakeScheduler scheduler = scheduler(master, FRAMEWORK);
        TaskInfo task = launched(scheduler, agent);
        scheduler.next(Event.Type.OFFERS);

        agent.fallSilent();
        TaskStatus lost = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();

        assertThat(lost.getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
        assertThat(lost.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
        assertThat(lost.hasUnreachableTime()).isTrue();
        assertThat(lost.hasUuid()).isFalse();
        scheduler.next(Event.Type.RESCIND);
        assertThat(scheduler.next(Event.Type.FAILURE).getFailure().getAgentId()).isEqualTo(task.getAgentId());
        await().until(agent::isClosed);
        assertThat(answer(master, "{\"type\":\"GET_AGENTS\"}")).contains("\"agents\":[]");

        returned(master, scheduler.id(), task);

        TaskStatus back = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(back.getState()).isEqualTo(TaskState.TASK_RUNNING);
        assertThat(back.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REREGISTERED);
        assertThat(answer(master, "{\"type\":\"GET_TASKS\"}")).contains("\"unreachable_tasks\":[]");
    }

    private FakeAgent returned(MasterProcess master, FrameworkID framework, TaskInfo task) {
        FakeAgent agent = keep(new FakeAgent(client, master.address()));
        agent.send(new AgentMessage.Reregister(
                FakeAgent.INFO.toBuilder().setId(task.getAgentId()).build(),
                "1.11.0",
                List.of(running(framework, task)),
                List.of(FRAMEWORK.toBuilder().setId(framework).build())));
        return agent;
    }

    @Test
    void aBrokenChannelRescindsOffersAtOnceButNotTheTasksOfACheckpointingFramework() throws Exception {
        MasterProcess master = leader();
        FakeAgent agent = registered(master);
        FakeScheduler scheduler = scheduler(master, FRAMEWORK);
        TaskInfo task = launched(scheduler, agent);
        scheduler.next(Event.Type.OFFERS);

        agent.close();

        scheduler.next(Event.Type.RESCIND);
        assertThat(answer(master, "{\"type\":\"GET_AGENTS\"}")).contains("\"active\":false");
        returned(master, scheduler.id(), task);
        assertThat(scheduler.next(Event.Type.OFFERS).getOffers().getOffersCount()).isEqualTo(1);
        assertThat(scheduler.drain()).noneMatch(event -> event.getType() == Event.Type.UPDATE);
    }

    @Test
    void aBrokenChannelEndsTheTasksOfAFrameworkThatDoesNotCheckpoint() throws Exception {
        MasterProcess master = leader();
        FakeAgent agent = registered(master);
        FakeScheduler scheduler = scheduler(master, FRAMEWORK.toBuilder().setCheckpoint(false).build());
        launched(scheduler, agent);

        agent.close();

        TaskStatus lost = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(lost.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(lost.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_DISCONNECTED);
        assertThat(lost.getMessage()).isEqualTo("Agent 127.0.0.9 disconnected");
    }

    @Test
    void aSecondSchedulerWithTheSameIdReplacesTheFirst() throws Exception {
        MasterProcess master = leader();
        registered(master);
        FakeScheduler first = scheduler(master, FRAMEWORK);
        first.next(Event.Type.OFFERS);

        FakeScheduler second = scheduler(master, FRAMEWORK.toBuilder().setId(first.id()).build());

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(first.next(Event.Type.ERROR).getError().getMessage()).isEqualTo("Framework failed over");
        assertThat(first.call(Call.newBuilder().setType(Call.Type.REVIVE))).isEqualTo(400);
        second.next(Event.Type.OFFERS);
        assertThat(second.call(Call.newBuilder().setType(Call.Type.REVIVE))).isEqualTo(202);
    }

    @Test
    void aTornDownFrameworkIsShutDownAndMayNotComeBack() throws Exception {
        MasterProcess master = leader();
        FakeAgent agent = registered(master);
        FakeScheduler scheduler = scheduler(master, FRAMEWORK);
        launched(scheduler, agent);

        assertThat(scheduler.call(Call.newBuilder().setType(Call.Type.TEARDOWN))).isEqualTo(202);

        assertThat(agent.next(MasterMessage.ShutdownFramework.class).frameworkId()).isEqualTo(scheduler.id());
        assertThat(answer(master, "{\"type\":\"GET_TASKS\"}")).contains("\"tasks\":[]", "TASK_KILLED");
        String again = "{\"type\":\"SUBSCRIBE\",\"framework_id\":{\"value\":\"" + scheduler.id().getValue() + "\"},"
                + "\"subscribe\":{\"framework_info\":{\"user\":\"root\",\"name\":\"it\",\"id\":{\"value\":\""
                + scheduler.id().getValue() + "\"}}}}";
        try (Response response = client.newCall(new Request.Builder()
                        .url("http://" + master.address() + "/api/v1/scheduler")
                        .post(RequestBody.create(
                                again.getBytes(StandardCharsets.UTF_8), okhttp3.MediaType.get("application/json")))
                        .build())
                .execute()) {
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.body().string())
                    .isEqualTo("65\n{\"type\":\"ERROR\",\"error\":{\"message\":\"Framework has been removed\"}}");
        }
    }

    @Test
    void aNewLeaderKnowsTheAgentsFromTheRegistryAndTheTasksFromTheAgents() throws Exception {
        List<MasterProcess> masters = List.of(master("m1", 2), master("m2", 2), master("m3", 2));
        MasterProcess first = leading(masters.stream());
        FakeAgent agent = registered(first);
        FakeScheduler scheduler = scheduler(first, FRAMEWORK);
        TaskInfo task = launched(scheduler, agent);

        first.close();
        MasterProcess second = leading(masters.stream().filter(master -> master != first));
        assertThat(answer(second, "{\"type\":\"GET_AGENTS\"}"))
                .contains("\"agents\":[]", task.getAgentId().getValue());
        returned(second, scheduler.id(), task).next(MasterMessage.Registered.class);
        FakeScheduler back = scheduler(second, FRAMEWORK.toBuilder().setId(scheduler.id()).build());

        back.next(Event.Type.OFFERS);
        assertThat(answer(second, "{\"type\":\"GET_TASKS\"}")).contains("\"state\":\"TASK_RUNNING\"");
        assertThat(back.drain()).noneMatch(event -> event.getType() == Event.Type.UPDATE);
    }

    private MasterProcess leading(Stream<MasterProcess> masters) {
        List<MasterProcess> candidates = masters.toList();
        return await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(
                () -> candidates.stream()
                        .filter(this::answersHealth)
                        .findFirst()
                        .orElseThrow(),
                found -> true);
    }

    private boolean answersHealth(MasterProcess master) {
        try (Response response = operator(master, "{\"type\":\"GET_HEALTH\"}")) {
            return response.code() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aLeaderWhoseZnodeIsRemovedExitsWithStatusOne() throws Exception {
        MasterProcess master = leader();
        ZooKeeper remover = new ZooKeeper(zooKeeper.connectString(), 5_000, event -> {});
        open.add(remover);
        String znode = remover.getChildren("/mesos", false).stream()
                .filter(child -> child.startsWith("json.info_"))
                .findFirst()
                .orElseThrow();
        remover.delete("/mesos/" + znode, -1);

        assertThat(master.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(master.process().exitValue()).isEqualTo(1);
    }

    @Test
    void aLeaderThatLosesItsSessionExitsWithStatusOne() throws Exception {
        MasterProcess master = leader();

        zooKeeper.close();

        assertThat(master.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(master.process().exitValue()).isEqualTo(1);
    }

    @Test
    void theDefectKeepsTheMasterSilentAboutALostAgentsTasks() throws Exception {
        MasterProcess master = leader("-Dtestbed.defect=never-reschedules");
        FakeAgent agent = registered(master);
        FakeScheduler scheduler = scheduler(master, FRAMEWORK);
        launched(scheduler, agent);

        agent.fallSilent();
        await().until(agent::isClosed);

        assertThat(answer(master, "{\"type\":\"GET_AGENTS\"}")).contains("\"agents\":[]");
        assertThat(scheduler.drain())
                .noneMatch(event -> event.getType() == Event.Type.UPDATE || event.getType() == Event.Type.FAILURE);
    }
}
