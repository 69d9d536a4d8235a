package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster that is there to be played with, as a file in its directory tells everybody while it is.
 *
 * @param pid of the process that it ends with
 * @param started when that process was
 * @param network in words
 * @param masters addresses to dial
 * @param zookeeper addresses to dial
 * @param election where masters elect their leader; empty where they elect none
 * @param agents addresses to dial, by host
 * @param apps addresses of running instances, by app
 */
public record Playground(
        long pid,
        Instant started,
        String network,
        List<Address> masters,
        List<Address> zookeeper,
        String election,
        Map<String, Address> agents,
        Map<String, List<Address>> apps) {

    private static final String FILE = "cluster.json";
    private static final Duration SAME_START = Duration.ofSeconds(10);

    public Playground {
        masters = List.copyOf(masters);
        zookeeper = List.copyOf(zookeeper);
    }

    /**
     * That of a directory, when it is still there. What one that died left of itself is removed.
     *
     * @throws IOException when it cannot be read
     */
    public static Optional<Playground> in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Playground written = JournalJson.mapper().readValue(file.toFile(), Playground.class);
        if (written.process().isEmpty()) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        return Optional.of(written);
    }

    /** The process that it ends with, while that lives; another one that got its id since is none. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info().startInstant().filter(this::isStart).isPresent());
    }

    /** Linux tells starts by the time of its boot, and that time moves when the clock is set right. */
    private boolean isStart(Instant other) {
        return Duration.between(started, other).abs().compareTo(SAME_START) < 0;
    }

    void write(Path directory) throws IOException {
        Path fresh = directory.resolve(FILE + ".new");
        JournalJson.mapper().writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    static void remove(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }
}
