package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
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

/** A real ZooKeeper and real masters, with agents and schedulers in the test's hands. */
final class Bench {

    /** With all that makes a framework survive: checkpoint, a long timeout, PARTITION_AWARE. */
    static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder()
            .setUser("root")
            .setName("it")
            .setCheckpoint(true)
            .setFailoverTimeout(60)
            .addRoles("*")
            .addCapabilities(capability(Capability.Type.MULTI_ROLE))
            .addCapabilities(capability(Capability.Type.PARTITION_AWARE))
            .build();

    private final OkHttpClient client = new OkHttpClient.Builder()
            .readTimeout(Duration.ofMinutes(1))
            .followRedirects(false)
            .build();
    private final Path directory;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final TestZooKeeper zooKeeper;

    /** The status and body of an answer. */
    record Answer(int status, String body) {}

    Bench(Path directory) throws Exception {
        this.directory = directory;
        this.zooKeeper = new TestZooKeeper(directory.resolve("zookeeper"));
    }

    static Capability capability(Capability.Type type) {
        return Capability.newBuilder().setType(type).build();
    }

    <T extends AutoCloseable> T keep(T opened) {
        open.add(opened);
        return opened;
    }

    MasterProcess master(String name, int quorum, String... flags) throws IOException {
        return keep(new MasterProcess(zooKeeper, directory.resolve(name), quorum, flags));
    }

    MasterProcess leader(String... flags) throws IOException {
        MasterProcess master = master("m1", 1, flags);
        awaitLeading(master);
        return master;
    }

    void awaitLeading(MasterProcess master) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> operator(master, "{\"type\":\"GET_HEALTH\"}").status() == 200);
    }

    Answer operator(MasterProcess master, String json) throws IOException {
        try (Response response = client.newCall(new Request.Builder()
                        .url("http://" + master.address() + "/api/v1")
                        .post(RequestBody.create(
                                json.getBytes(StandardCharsets.UTF_8), okhttp3.MediaType.get("application/json")))
                        .build())
                .execute()) {
            return new Answer(response.code(), response.body().string());
        }
    }

    /** An operator call about one agent. */
    Answer operator(MasterProcess master, String type, AgentID agent) throws IOException {
        return operator(master, "{\"type\":\"" + type + "\",\"" + type.toLowerCase(Locale.ROOT)
                + "\":{\"agent_id\":{\"value\":\"" + agent.getValue() + "\"}}}");
    }

    String agents(MasterProcess master) throws IOException {
        return operator(master, "{\"type\":\"GET_AGENTS\"}").body();
    }

    OperatorWatch watch(MasterProcess master) throws Exception {
        return keep(new OperatorWatch(client, master.address()));
    }

    FakeAgent agent(MasterProcess master) {
        return keep(new FakeAgent(client, master.address()));
    }

    FakeAgent registered(MasterProcess master) {
        FakeAgent agent = agent(master);
        agent.send(new AgentMessage.Register(FakeAgent.INFO, "1.11.0"));
        return agent;
    }

    /** An agent that comes back with a task, or with none. */
    FakeAgent returned(MasterProcess master, AgentID id, Task... tasks) {
        FakeAgent agent = agent(master);
        agent.send(new AgentMessage.Reregister(
                info(id),
                "1.11.0",
                List.of(tasks),
                Stream.of(tasks)
                        .map(task -> FRAMEWORK.toBuilder().setId(task.getFrameworkId()).build())
                        .distinct()
                        .toList()));
        return agent;
    }

    static AgentInfo info(AgentID id) {
        return FakeAgent.INFO.toBuilder().setId(id).build();
    }

    FakeScheduler scheduler(MasterProcess master, FrameworkInfo info) throws Exception {
        return keep(new FakeScheduler(client, master.address(), info));
    }

    static Offer offer(FakeScheduler scheduler) throws InterruptedException {
        return scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0);
    }

    static TaskInfo task(String id, Offer offer) {
        return TaskInfo.newBuilder()
                .setName(id)
                .setTaskId(TaskID.newBuilder().setValue(id))
                .setAgentId(offer.getAgentId())
                .setCommand(CommandInfo.newBuilder().setValue("true"))
                .addResources(cpus(0.5))
                .build();
    }

    static Resource cpus(double amount) {
        return Resource.newBuilder()
                .setName("cpus")
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount))
                .build();
    }

    static Call.Builder accept(Offer offer, double refuseSeconds, Offer.Operation... operations) {
        return Call.newBuilder()
                .setType(Call.Type.ACCEPT)
                .setAccept(Call.Accept.newBuilder()
                        .addOfferIds(offer.getId())
                        .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds))
                        .addAllOperations(List.of(operations)));
    }

    static Call.Builder launch(Offer offer, TaskInfo... tasks) {
        return accept(offer, 0, Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks)))
                .build());
    }

    static Call.Builder decline(Offer offer, double refuseSeconds) {
        return Call.newBuilder()
                .setType(Call.Type.DECLINE)
                .setDecline(Call.Decline.newBuilder()
                        .addOfferIds(offer.getId())
                        .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds)));
    }

    static TaskStatus status(TaskInfo task, TaskState state) {
        UUID uuid = UUID.randomUUID();
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits());
        return TaskStatus.newBuilder()
                .setTaskId(task.getTaskId())
                .setAgentId(task.getAgentId())
                .setState(state)
                .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
                .setUuid(ByteString.copyFrom(bytes.flip()))
                .build();
    }

    static Task running(FrameworkID framework, TaskInfo task) {
        return Task.newBuilder()
                .setName(task.getName())
                .setTaskId(task.getTaskId())
                .setFrameworkId(framework)
                .setAgentId(task.getAgentId())
                .addAllResources(task.getResourcesList())
                .setState(TaskState.TASK_RUNNING)
                .build();
    }

    /** Launches a task and lets the agent report that it runs, which the scheduler acknowledges. */
    static TaskInfo launched(FakeScheduler scheduler, FakeAgent agent, String id) throws Exception {
        Offer offer = offer(scheduler);
        TaskInfo task = task(id, offer);
        scheduler.call(launch(offer, task));
        TaskInfo ran = agent.next(MasterMessage.RunTask.class).task();
        report(scheduler, agent, status(task, TaskState.TASK_RUNNING));
        return ran;
    }

    /** The agent reports a status, the scheduler hears it and acknowledges it. */
    static void report(FakeScheduler scheduler, FakeAgent agent, TaskStatus status) throws Exception {
        agent.send(new AgentMessage.Update(scheduler.id(), status, status.getState()));
        assertThat(scheduler.overtaking(Event.Type.UPDATE).getUpdate().getStatus()).isEqualTo(status);
        acknowledge(scheduler, status);
        agent.next(MasterMessage.Acknowledge.class);
    }

    static void acknowledge(FakeScheduler scheduler, TaskStatus status) throws IOException {
        scheduler.call(Call.newBuilder()
                .setType(Call.Type.ACKNOWLEDGE)
                .setAcknowledge(Call.Acknowledge.newBuilder()
                        .setAgentId(status.getAgentId())
                        .setTaskId(status.getTaskId())
                        .setUuid(status.getUuid())));
    }

    void close() throws Exception {
        for (AutoCloseable opened : open.reversed()) {
            opened.close();
        }
        zooKeeper.close();
        client.dispatcher().executorService().shutdown();
    }
}
