package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A real ZooKeeper and real masters, with agents and schedulers in the test's hands. */
final class Bench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double LONG_SECONDS = 3600;

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

    TestZooKeeper zooKeeper() {
        return zooKeeper;
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
        return post(master, "/api/v1", json);
    }

    /** Posts JSON to any endpoint. */
    Answer post(MasterProcess master, String path, String json) throws IOException {
        try (Response response = client.newCall(new Request.Builder()
                        .url("http://" + master.address() + path)
                        .post(RequestBody.create(
                                json.getBytes(StandardCharsets.UTF_8), okhttp3.MediaType.get("application/json")))
                        .build())
                .execute()) {
            return new Answer(response.code(), response.body().string());
        }
    }

    /** What one of the older endpoints answers. */
    Answer ask(MasterProcess master, String path) throws IOException {
        try (Response response = client.newCall(new Request.Builder()
                        .url("http://" + master.address() + path)
                        .build())
                .execute()) {
            return new Answer(response.code(), response.body().string());
        }
    }

    /** The document that one of the older endpoints answers with. */
    JsonNode get(MasterProcess master, String path) throws IOException {
        return JSON.readTree(ask(master, path).body());
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
                        .map(task -> Samples.FRAMEWORK.toBuilder().setId(task.getFrameworkId()).build())
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

    /**
     * Launches a task and lets the agent report that it runs, which the scheduler acknowledges. What the offer has left is
     * offered thereafter and not before, however long all that takes.
     */
    static TaskInfo launched(FakeScheduler scheduler, FakeAgent agent, String id) throws Exception {
        Offer offer = offer(scheduler);
        TaskInfo task = Samples.task(id, offer);
        scheduler.call(Samples.launch(offer, LONG_SECONDS, task));
        TaskInfo ran = agent.next(MasterMessage.RunTask.class).task();
        report(scheduler, agent, Samples.status(task, TaskState.TASK_RUNNING));
        scheduler.call(Call.newBuilder().setType(Call.Type.REVIVE));
        return ran;
    }

    /** The agent reports a status, the scheduler hears it and acknowledges it. */
    static void report(FakeScheduler scheduler, FakeAgent agent, TaskStatus status) throws Exception {
        agent.send(new AgentMessage.Update(scheduler.id(), status, status.getState()));
        assertThat(scheduler.nextUpdate()).isEqualTo(status);
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
