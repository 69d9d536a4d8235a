package dev.mesoschaos.testbed.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.TimeInfo;

/**
 * Whether this agent is being drained, across restarts: it forgets it when nothing runs any more (mesos-facts section 7).
 */
final class Draining {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Path file;
    private Optional<DrainConfig> config;
    private Instant begun;

    /** Reads what an earlier process of the agent left below {@code workDir}. */
    Draining(Path workDir, Instant now) {
        this.file = workDir.resolve("meta").resolve("drain_config");
        this.begun = now;
        try {
            this.config = Files.exists(file) ? Optional.of(DrainConfig.parseFrom(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + "; is it readable?", e);
        }
    }

    /** The master says so; a second time replaces the first. */
    void begin(DrainConfig wanted, Instant now) {
        begun = config.isPresent() ? begun : now;
        config = Optional.of(wanted);
        try {
            AtomicFile.write(file, wanted.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; is it writable?", e);
        }
    }

    /** Nothing is left to drain, or the operator has changed his mind. */
    void end() {
        if (config.isEmpty()) {
            return;
        }
        config = Optional.empty();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file + "; is it writable?", e);
        }
    }

    Optional<DrainConfig> config() {
        return config;
    }

    /** When it began, to the second as real agents tell it. */
    TimeInfo begun() {
        return TimeInfo.newBuilder().setNanoseconds(begun.getEpochSecond() * NANOS_PER_SECOND).build();
    }
}
