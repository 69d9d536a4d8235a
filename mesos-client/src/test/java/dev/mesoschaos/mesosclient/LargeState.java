package dev.mesoschaos.mesosclient;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.master.Protos.Response;

/** Writes GET_STATE of a big cluster piece by piece, so that whoever serves it does not hold it either. */
final class LargeState {

    static final int AGENTS = 10_000;
    static final int TASKS = 100_000;

    private static final String MASTER = "77739d98-a532-4480-bfae-7d50d9faec70";
    private static final int PIECE = 500;
    /** Stands in a pattern where each agent and task has its own number. */
    private static final String NUMBER = "#";

    private LargeState() {}

    /** A complete HTTP answer; parts of a repeated message may come apart in protobuf, and in lists in JSON. */
    static void write(WireFormat format, OutputStream out) throws IOException {
        ascii(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: " + format.mediaType() + "\r\n\r\n");
        if (format == WireFormat.PROTOBUF) {
            protobuf(out);
        } else {
            json(out);
        }
        ascii(out, "0\r\n\r\n");
    }

    private static void protobuf(OutputStream out) throws IOException {
        chunk(out, Response.newBuilder().setType(Response.Type.GET_STATE).build().toByteArray());
        for (int first = 0; first < TASKS; first += PIECE) {
            Response.GetState.Builder piece = Response.GetState.newBuilder();
            for (int i = first; i < first + PIECE; i++) {
                piece.getGetTasksBuilder().addTasks(task(Integer.toString(i)));
                if (i < AGENTS) {
                    piece.getGetAgentsBuilder().addAgents(agent(Integer.toString(i)));
                }
            }
            chunk(out, Response.newBuilder().setGetState(piece).build().toByteArray());
        }
    }

    private static void json(OutputStream out) throws IOException {
        text(out, "{\"type\":\"GET_STATE\",\"get_state\":{\"get_agents\":{\"agents\":[");
        elements(out, AGENTS, agent(NUMBER));
        text(out, "]},\"get_tasks\":{\"tasks\":[");
        elements(out, TASKS, task(NUMBER));
        text(out, "]}}}");
    }

    /** Printed once and then only numbered, as printing all would take longer than reading it. */
    private static void elements(OutputStream out, int count, Message pattern) throws IOException {
        String json = new String(WireFormat.JSON.write(pattern), StandardCharsets.UTF_8);
        for (int i = 0; i < count; i++) {
            text(out, (i == 0 ? "" : ",") + json.replace(NUMBER, Integer.toString(i)));
        }
    }

    private static Response.GetAgents.Agent agent(String number) {
        AgentInfo info = AgentInfo.newBuilder().setHostname("agent-" + number).setPort(5051).setId(id(number))
                .addAllResources(resources(32)).addAttributes(Attribute.newBuilder().setName("rack")
                        .setType(Value.Type.TEXT).setText(Value.Text.newBuilder().setValue("r" + number))).build();
        return Response.GetAgents.Agent.newBuilder().setAgentInfo(info).setActive(true).setVersion("1.11.0")
                .setPid("slave(1)@10.0.0.1:5051").setRegisteredTime(TimeInfo.newBuilder().setNanoseconds(1))
                .addAllTotalResources(resources(32)).addAllAllocatedResources(resources(10)).build();
    }

    private static Task task(String number) {
        String name = "service.instance-" + number;
        Task.Builder task = Task.newBuilder().setName("service")
                .setTaskId(TaskID.newBuilder().setValue(name))
                .setFrameworkId(FrameworkID.newBuilder().setValue(MASTER + "-0000"))
                .setExecutorId(ExecutorID.newBuilder().setValue(name)).setAgentId(id(number))
                .setState(TaskState.TASK_RUNNING).setUser("nobody").addAllResources(resources(0.5))
                .setLabels(Labels.newBuilder().addLabels(Label.newBuilder().setKey("team").setValue("t" + number)))
                .setStatusUpdateState(TaskState.TASK_RUNNING);
        for (TaskState state : List.of(TaskState.TASK_STARTING, TaskState.TASK_RUNNING)) {
            task.addStatuses(TaskStatus.newBuilder().setTaskId(task.getTaskId()).setState(state)
                    .setSource(TaskStatus.Source.SOURCE_EXECUTOR).setAgentId(task.getAgentId())
                    .setExecutorId(task.getExecutorId()).setTimestamp(1795340445.5)
                    .setUuid(ByteString.copyFromUtf8("0123456789abcdef"))
                    .setContainerStatus(ContainerStatus.newBuilder()
                            .setContainerId(ContainerID.newBuilder().setValue("971af991-6d0d-4051-9bc7-" + number))
                            .addNetworkInfos(NetworkInfo.newBuilder().addIpAddresses(
                                    NetworkInfo.IPAddress.newBuilder().setIpAddress("10.1.2.3")))));
        }
        return task.build();
    }

    private static AgentID id(String number) {
        return AgentID.newBuilder().setValue(MASTER + "-S" + number).build();
    }

    private static List<Resource> resources(double cpus) {
        return List.of(scalar("cpus", cpus), scalar("mem", cpus * 1024), scalar("disk", cpus * 2048));
    }

    private static Resource scalar(String name, double value) {
        return Resource.newBuilder().setName(name).setType(Value.Type.SCALAR)
                .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("*"))
                .setScalar(Value.Scalar.newBuilder().setValue(value)).build();
    }

    private static void text(OutputStream out, String text) throws IOException {
        chunk(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        ascii(out, Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        ascii(out, "\r\n");
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
