package dev.mesoschaos.testbed.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;

/** What an agent knows of itself across restarts: the id a master gave it, and what it was then. */
final class AgentCheckpoint {

    private final Path file;

    AgentCheckpoint(Path workDir) {
        this.file = workDir.resolve("meta").resolve("slave.info");
    }

    /** Empty when no agent has registered from this work directory. */
    Optional<AgentInfo> read() throws IOException {
        return Files.exists(file) ? Optional.of(AgentInfo.parseFrom(Files.readAllBytes(file))) : Optional.empty();
    }

    void write(AgentInfo info) throws IOException {
        AtomicFile.write(file, info.toByteArray());
    }

    /**
     * Refuses a change, as {@code reconfiguration_policy=equal} does (mesos-facts 4.4-1).
     *
     * @throws IllegalStateException when {@code now} differs from what was recorded in more than its id
     */
    static void requireSame(AgentInfo recorded, AgentInfo now) {
        AgentInfo before = recorded.toBuilder().clearId().build();
        if (!before.equals(now.toBuilder().clearId().build())) {
            throw new IllegalStateException("Incompatible agent info detected: this work directory belongs to an agent\n"
                    + before + "but the flags say\n" + now
                    + "Start it with the old hostname, port, attributes and resources, or with an empty work directory.");
        }
    }
}
