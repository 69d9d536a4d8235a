package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.wire.AgentMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;

/** The dynamic reservations and volumes of this agent, which outlive its restarts, and the operations on them. */
final class AgentResources {

    private static final long RESEND_NANOS = 10_000_000_000L;

    private final Path workDir;
    private final Path file;
    private final Consumer<AgentMessage> master;
    private final Map<UUID, Operation> unacknowledged = new LinkedHashMap<>();
    private List<Resource> checkpointed;
    private long dueNanos;

    /** Reads what an earlier process of the agent left below {@code workDir}. */
    AgentResources(Path workDir, Consumer<AgentMessage> master) {
        this.workDir = workDir;
        this.file = workDir.resolve("meta").resolve("resources").resolve("resources.info");
        this.master = master;
        this.checkpointed = read(file);
    }

    private static List<Resource> read(Path file) {
        List<Resource> resources = new ArrayList<>();
        if (Files.exists(file)) {
            try {
                InputStream in = new ByteArrayInputStream(Files.readAllBytes(file));
                for (Resource resource; (resource = Resource.parseDelimitedFrom(in)) != null; ) {
                    resources.add(resource);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file + "; is it readable?", e);
            }
        }
        return List.copyOf(resources);
    }

    /** What is reserved dynamically, and the volumes that were made. */
    List<Resource> checkpointed() {
        return checkpointed;
    }

    /** Does an operation; {@code after} is everything that is there afterwards. */
    void apply(Operation operation, List<Resource> after, AgentID agent, long nowNanos) {
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Resource resource : after) {
                resource.writeDelimitedTo(all);
            }
            AtomicFile.write(file, all.toByteArray());
            for (Resource volume : after) {
                if (volume.getDisk().hasPersistence()) {
                    Files.createDirectories(directory(workDir, volume));
                }
            }
            for (Resource before : checkpointed) {
                if (before.getDisk().hasPersistence() && after.stream().noneMatch(now -> isSameVolume(now, before))) {
                    delete(directory(workDir, before));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record resources below --work_dir; is it writable?", e);
        }
        checkpointed = List.copyOf(after);
        Operation finished = finished(operation, agent);
        unacknowledged.put(uuid(operation), finished);
        dueNanos = nowNanos + RESEND_NANOS;
        master.accept(new AgentMessage.OperationUpdate(finished));
    }

    void acknowledge(UUID operation) {
        unacknowledged.remove(operation);
    }

    /** Everything unacknowledged is sent again: when the agent has registered, and every 10 s. */
    void resend(long nowNanos) {
        dueNanos = nowNanos + RESEND_NANOS;
        unacknowledged.values().forEach(operation -> master.accept(new AgentMessage.OperationUpdate(operation)));
    }

    void tick(long nowNanos) {
        if (!unacknowledged.isEmpty() && nowNanos - dueNanos >= 0) {
            resend(nowNanos);
        }
    }

    /** Where a persistent volume has its files. */
    @SuppressWarnings("deprecation") // The old form of reservations names its role so.
    static Path directory(Path workDir, Resource volume) {
        String role = volume.getReservationsCount() > 0
                ? volume.getReservations(volume.getReservationsCount() - 1).getRole()
                : volume.getRole();
        return workDir.resolve("volumes").resolve("roles").resolve(role.replace('/', ' '))
                .resolve(volume.getDisk().getPersistence().getId());
    }

    private static boolean isSameVolume(Resource one, Resource other) {
        return one.getDisk().getPersistence().getId().equals(other.getDisk().getPersistence().getId());
    }

    private static Operation finished(Operation operation, AgentID agent) {
        OperationStatus.Builder status = OperationStatus.newBuilder()
                .setState(OperationState.OPERATION_FINISHED)
                .setAgentId(agent)
                .setUuid(operation.getUuid());
        if (operation.getInfo().hasId()) {
            status.setOperationId(operation.getInfo().getId());
        }
        return operation.toBuilder().setLatestStatus(status).addStatuses(status).build();
    }

    private static UUID uuid(Operation operation) {
        var bytes = operation.getUuid().getValue().asReadOnlyByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
