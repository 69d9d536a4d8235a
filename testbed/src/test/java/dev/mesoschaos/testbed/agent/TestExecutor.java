package dev.mesoschaos.testbed.agent;

import com.google.protobuf.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;

/**
 * An executor of a framework's own, by protobuf over HTTP: tasks run as soon as they come, and end when they are killed.
 * With any argument it outlives its agent and does not come back to it.
 */
final class TestExecutor {

    private static final String PROTOBUF = "application/x-protobuf";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> environment = System.getenv();

    private TestExecutor() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        try {
            new TestExecutor().run();
        } catch (IOException agentGone) {
            if (arguments.length == 0) {
                throw agentGone;
            }
            Thread.currentThread().join();
        }
    }

    private void run() throws IOException, InterruptedException {
        Call subscribe = call(Call.Type.SUBSCRIBE).setSubscribe(Call.Subscribe.getDefaultInstance()).build();
        try (DataInputStream events = new DataInputStream(
                client.send(request(subscribe), BodyHandlers.ofInputStream()).body())) {
            while (handle(next(events))) {}
        }
    }

    private static Event next(DataInputStream events) throws IOException {
        int length = 0;
        for (int digit = events.readByte(); digit != '\n'; digit = events.readByte()) {
            length = length * 10 + digit - '0';
        }
        return Event.parseFrom(events.readNBytes(length));
    }

    private boolean handle(Event event) throws IOException, InterruptedException {
        switch (event.getType()) {
            case LAUNCH -> update(event.getLaunch().getTask().getTaskId(), TaskState.TASK_RUNNING);
            case LAUNCH_GROUP -> {
                for (var task : event.getLaunchGroup().getTaskGroup().getTasksList()) {
                    update(task.getTaskId(), TaskState.TASK_RUNNING);
                }
            }
            case KILL -> update(event.getKill().getTaskId(), TaskState.TASK_KILLED);
            case MESSAGE -> send(call(Call.Type.MESSAGE)
                    .setMessage(Call.Message.newBuilder()
                            .setData(event.getMessage().getData().concat(ByteString.copyFromUtf8("!"))))
                    .build());
            default -> {}
        }
        return event.getType() != Event.Type.SHUTDOWN;
    }

    private void update(TaskID task, TaskState state) throws IOException, InterruptedException {
        send(call(Call.Type.UPDATE)
                .setUpdate(Call.Update.newBuilder()
                        .setStatus(TaskStatus.newBuilder()
                                .setTaskId(task)
                                .setState(state)
                                .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
                                .setUuid(StatusStamp.bytes(UUID.randomUUID()))))
                .build());
    }

    private void send(Call call) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(call), BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    private HttpRequest request(Call call) {
        return HttpRequest.newBuilder(URI.create("http://" + environment.get("MESOS_AGENT_ENDPOINT") + "/api/v1/executor"))
                .header("Content-Type", PROTOBUF)
                .header("Accept", PROTOBUF)
                .POST(BodyPublishers.ofByteArray(call.toByteArray()))
                .build();
    }

    private Call.Builder call(Call.Type type) {
        return Call.newBuilder()
                .setType(type)
                .setExecutorId(ExecutorID.newBuilder().setValue(environment.get("MESOS_EXECUTOR_ID")))
                .setFrameworkId(FrameworkID.newBuilder().setValue(environment.get("MESOS_FRAMEWORK_ID")));
    }
}
