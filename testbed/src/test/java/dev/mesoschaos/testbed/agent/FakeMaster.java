package dev.mesoschaos.testbed.agent;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.http.HttpServer;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.http.WebSocketConnection;
import dev.mesoschaos.testbed.http.WebSocketHandler;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import dev.mesoschaos.testbed.wire.WireCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** The side of a master that an agent sees: it admits whoever asks and does what the test says. */
final class FakeMaster implements AutoCloseable {

    static final AgentID AGENT_ID = AgentID.newBuilder().setValue("master-S0").build();

    private final List<AgentMessage> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Duration silenceLimit;
    private final List<AgentMessage> history = new CopyOnWriteArrayList<>();
    private volatile WebSocketConnection connection;
    private volatile boolean acknowledges;

    private FakeMaster(Duration silenceLimit) throws IOException {
        this.silenceLimit = silenceLimit;
        this.server = HttpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Router().route("/testbed/agent", (request, exchange) -> exchange.webSocket(new Channel())),
                SystemTime.clock());
    }

    static FakeMaster start() throws IOException {
        return start(Duration.ofSeconds(60));
    }

    static FakeMaster start(Duration silenceLimit) throws IOException {
        return new FakeMaster(silenceLimit);
    }

    String address() {
        return "127.0.0.1:" + server.address().getPort();
    }

    void send(MasterMessage message) {
        connection.send(WireCodec.encode(message));
    }

    void breakConnection() {
        connection.close();
    }

    /** Waits for a message of this kind, the oldest first, and takes it and all before it away. */
    <T extends AgentMessage> T take(Class<T> type, Predicate<T> wanted) {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(() -> find(type, wanted) >= 0);
        int index = find(type, wanted);
        T found = type.cast(received.get(index));
        received.subList(0, index + 1).clear();
        return found;
    }

    <T extends AgentMessage> T take(Class<T> type) {
        return take(type, any -> true);
    }

    /** From now on every update is acknowledged as it comes. */
    void acknowledgeAll() {
        acknowledges = true;
    }

    /** Waits until an update said this of a task, and leaves it where it is. */
    TaskStatus awaitState(String task, TaskState state) {
        return awaitHistory(AgentMessage.Update.class, update ->
                        update.status().getTaskId().getValue().equals(task) && update.status().getState() == state)
                .status();
    }

    /** Waits for a message of this kind among all that ever came. */
    <T extends AgentMessage> T awaitHistory(Class<T> type, Predicate<T> wanted) {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(
                () -> history.stream().filter(type::isInstance).map(type::cast).filter(wanted).findFirst(),
                Optional::isPresent).orElseThrow();
    }

    /** Waits for an update of this task, checks its state by waiting for it, and acknowledges it. */
    TaskStatus takeAndAcknowledge(String task, TaskState state) {
        TaskStatus status = takeUpdate(task, state).status();
        acknowledge(status);
        return status;
    }

    AgentMessage.Update takeUpdate(String task, TaskState state) {
        return take(AgentMessage.Update.class, update ->
                update.status().getTaskId().getValue().equals(task) && update.status().getState() == state);
    }

    void acknowledge(TaskStatus status) {
        ByteBuffer uuid = status.getUuid().asReadOnlyByteBuffer();
        send(new MasterMessage.Acknowledge(
                Samples.FRAMEWORK_ID, status.getTaskId(), new UUID(uuid.getLong(), uuid.getLong())));
    }

    void run(FrameworkInfo framework, TaskInfo task) {
        send(new MasterMessage.RunTask(framework, task));
    }

    void kill(String task) {
        send(new MasterMessage.KillTask(Samples.FRAMEWORK_ID, TaskID.newBuilder().setValue(task).build()));
    }

    /** Waits until the agent has handled all that was sent so far; a pong and what came before it are taken away. */
    void hasBeenHeard() {
        send(new MasterMessage.Ping(true));
        take(AgentMessage.Pong.class);
    }

    List<AgentMessage> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.close();
    }

    private <T extends AgentMessage> int find(Class<T> type, Predicate<T> wanted) {
        for (int i = 0; i < received.size(); i++) {
            AgentMessage message = received.get(i);
            if (type.isInstance(message) && wanted.test(type.cast(message))) {
                return i;
            }
        }
        return -1;
    }

    private final class Channel implements WebSocketHandler {

        private WebSocketConnection own;

        @Override
        public void opened(WebSocketConnection opened) {
            own = opened;
            connection = opened;
        }

        @Override
        public void received(String text) {
            AgentMessage message = WireCodec.fromAgent(text);
            if (message instanceof AgentMessage.Register || message instanceof AgentMessage.Reregister) {
                own.send(WireCodec.encode(new MasterMessage.Registered(AGENT_ID, silenceLimit)));
            }
            // Last, so that whatever a test sends on seeing it comes after the answer.
            received.add(message);
            history.add(message);
            if (acknowledges && message instanceof AgentMessage.Update update) {
                acknowledge(update.status());
            }
        }

        @Override
        public void closed() {}
    }
}
