package dev.mesoschaos.workloads;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.URL;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** As much of a master and its one agent as a framework needs to run tasks as processes of this machine. */
final class FakeMaster implements AutoCloseable {

    private static final String FRAMEWORK = "F-0000";

    final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final String agentIp = loopbackOfThisProcess();
    private Optional<OutputStream> stream = Optional.empty();
    private int offers;
    private int streams;

    FakeMaster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/scheduler", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Ends the stream, as a master does that dies. */
    synchronized void dropStream() {
        stream.ifPresent(out -> {
            try {
                out.close();
            } catch (IOException alreadyGone) {
                return;
            }
        });
        stream = Optional.empty();
    }

    void update(String task, TaskState state) {
        send(Event.newBuilder().setType(Event.Type.UPDATE).setUpdate(Event.Update.newBuilder()
                .setStatus(TaskStatus.newBuilder()
                        .setTaskId(TaskID.newBuilder().setValue(task))
                        .setAgentId(AgentID.newBuilder().setValue("S0"))
                        .setState(state)
                        .setUuid(uuid()))));
    }

    Process process(String task) {
        return processes.get(task);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Call call = Call.parseFrom(exchange.getRequestBody());
        calls.add(call);
        if (call.getType() == Call.Type.SUBSCRIBE) {
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.getResponseHeaders().add("Mesos-Stream-Id", "stream-" + streams++);
            exchange.sendResponseHeaders(200, 0);
            subscribed(exchange.getResponseBody());
            return;
        }
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
        switch (call.getType()) {
            case ACCEPT -> accept(call.getAccept());
            case REVIVE -> offer();
            case KILL -> Optional.ofNullable(processes.get(call.getKill().getTaskId().getValue()))
                    .ifPresent(Process::destroy);
            default -> { }
        }
    }

    private void subscribed(OutputStream out) {
        synchronized (this) {
            stream = Optional.of(out);
        }
        send(Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(Event.Subscribed.newBuilder()
                .setFrameworkId(FrameworkID.newBuilder().setValue(FRAMEWORK))
                .setHeartbeatIntervalSeconds(15)
                .setMasterInfo(MasterInfo.newBuilder().setId("M").setIp(0).setPort(port()).setHostname("m1")
                        .setAddress(Address.newBuilder().setIp("127.0.0.1").setPort(port())))));
        offer();
    }

    private void accept(Call.Accept accept) {
        for (Offer.Operation operation : accept.getOperationsList()) {
            operation.getLaunch().getTaskInfosList().forEach(this::launch);
        }
        offer();
    }

    private void launch(TaskInfo task) {
        String id = task.getTaskId().getValue();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", task.getCommand().getValue()).inheritIO();
        builder.environment().put("LIBPROCESS_IP", agentIp);
        task.getCommand().getEnvironment().getVariablesList().forEach(
                variable -> builder.environment().put(variable.getName(), variable.getValue()));
        try {
            Process process = builder.start();
            processes.put(id, process);
            update(id, TaskState.TASK_RUNNING);
            threads.execute(() -> update(id, end(process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TaskState end(Process process) {
        return switch (process.onExit().join().exitValue()) {
            case 0 -> TaskState.TASK_FINISHED;
            case 143 -> TaskState.TASK_KILLED;
            default -> TaskState.TASK_FAILED;
        };
    }

    private void offer() {
        Offer.Builder offer = Offer.newBuilder()
                .setFrameworkId(FrameworkID.newBuilder().setValue(FRAMEWORK))
                .setId(OfferID.newBuilder().setValue("O" + offers++))
                .setAgentId(AgentID.newBuilder().setValue("S0"))
                .setHostname("a1")
                .setUrl(URL.newBuilder().setScheme("http").setPath("/slave(1)")
                        .setAddress(Address.newBuilder().setIp(agentIp).setPort(5051)))
                .addResources(scalar("cpus", 4))
                .addResources(scalar("mem", 1024))
                .addResources(Resource.newBuilder().setName("ports").setType(Value.Type.RANGES)
                        .setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder()
                                .setBegin(31_000).setEnd(31_009))));
        send(Event.newBuilder().setType(Event.Type.OFFERS).setOffers(Event.Offers.newBuilder().addOffers(offer)));
    }

    private static Resource.Builder scalar(String name, double value) {
        return Resource.newBuilder().setName(name).setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(value));
    }

    private synchronized void send(Event.Builder event) {
        stream.ifPresent(out -> {
            byte[] record = event.build().toByteArray();
            try {
                out.write((record.length + "\n").getBytes(StandardCharsets.US_ASCII));
                out.write(record);
                out.flush();
            } catch (IOException e) {
                stream = Optional.empty();
            }
        });
    }

    /** An address nobody else uses now, so that the ports of tasks may be fixed as they are on agents. */
    private static String loopbackOfThisProcess() {
        long pid = ProcessHandle.current().pid();
        return "127." + (1 + pid / 64_000 % 250) + "." + pid / 250 % 256 + "." + (1 + pid % 250);
    }

    private static ByteString uuid() {
        UUID uuid = UUID.randomUUID();
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).flip();
        return ByteString.copyFrom(bytes);
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        dropStream();
        server.stop(0);
        threads.shutdownNow();
    }
}
