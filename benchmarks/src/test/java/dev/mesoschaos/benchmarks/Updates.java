package dev.mesoschaos.benchmarks;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.mesoschaos.mesosclient.WireFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Status updates as an agent of Mesos 1.11 sends them for a running command task, and a stream of them. */
record Updates(List<byte[]> updates, ByteString stream) {

    private static final String MASTER = "77739d98-a532-4480-bfae-7d50d9faec70";
    private static final Event SUBSCRIBED = Event.newBuilder().setType(Event.Type.SUBSCRIBED)
            .setSubscribed(Event.Subscribed.newBuilder().setHeartbeatIntervalSeconds(15)
                    .setFrameworkId(FrameworkID.newBuilder().setValue(MASTER + "-0000"))).build();
    private static final Event END = Event.newBuilder().setType(Event.Type.ERROR)
            .setError(Event.Error.newBuilder().setMessage("the end")).build();

    static Updates of(WireFormat format, int count) {
        List<byte[]> updates = IntStream.range(0, count).mapToObj(i -> bytes(format, update(i))).toList();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        write(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nMesos-Stream-Id: s\r\nContent-Type: "
                + format.mediaType() + "\r\n\r\n");
        Stream.of(Stream.of(bytes(format, SUBSCRIBED)), updates.stream(), Stream.of(bytes(format, END)))
                .flatMap(part -> part).forEach(event -> chunk(stream, event));
        return new Updates(updates, ByteString.copyFrom(stream.toByteArray()));
    }

    /** One chunk for each record, as a master sends them. */
    private static void chunk(ByteArrayOutputStream stream, byte[] event) {
        String header = event.length + "\n";
        write(stream, Integer.toHexString(header.length() + event.length) + "\r\n" + header);
        stream.writeBytes(event);
        write(stream, "\r\n");
    }

    private static void write(ByteArrayOutputStream stream, String text) {
        stream.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bytes(WireFormat format, Message message) {
        try {
            return format == WireFormat.PROTOBUF ? message.toByteArray() : JsonFormat.printer()
                    .preservingProtoFieldNames().omittingInsignificantWhitespace().print(message)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Event update(int number) {
        ContainerStatus container = ContainerStatus.newBuilder().setExecutorPid(4711)
                .setContainerId(ContainerID.newBuilder().setValue("971af991-6d0d-4051-9bc7-d58c8452701c"))
                .addNetworkInfos(NetworkInfo.newBuilder().addIpAddresses(NetworkInfo.IPAddress.newBuilder()
                        .setProtocol(NetworkInfo.Protocol.IPv4).setIpAddress("127.0.0.1"))).build();
        TaskStatus status = TaskStatus.newBuilder().setTaskId(TaskID.newBuilder().setValue("web." + number))
                .setState(TaskState.TASK_RUNNING).setSource(TaskStatus.Source.SOURCE_EXECUTOR)
                .setAgentId(AgentID.newBuilder().setValue(MASTER + "-S" + number % 600))
                .setExecutorId(ExecutorID.newBuilder().setValue("web." + number))
                .setUuid(ByteString.copyFromUtf8("0123456789abcdef")).setTimestamp(1795340445.123 + number)
                .setHealthy(true).setContainerStatus(container).build();
        return Event.newBuilder().setType(Event.Type.UPDATE).setUpdate(Event.Update.newBuilder().setStatus(status)).build();
    }
}
