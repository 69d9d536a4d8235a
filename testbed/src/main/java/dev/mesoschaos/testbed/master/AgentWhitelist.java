package dev.mesoschaos.testbed.master;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the file of {@code --whitelist}, a host name per line: only agents on these hosts are offered (mesos-facts
 * section 7, "Skipped agents"). As in Mesos an empty file lists none, one that cannot be read changes nothing, and offers
 * that are out stay out.
 */
final class AgentWhitelist {

    private static final Logger LOG = LoggerFactory.getLogger(AgentWhitelist.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Path file;
    private final Consumer<Set<String>> changed;
    private Optional<Set<String>> last = Optional.empty();

    /**
     * Makes a watch that has not begun.
     *
     * @param changed hears of the host names when they are others than before
     */
    AgentWhitelist(Path file, Consumer<Set<String>> changed) {
        this.file = file;
        this.changed = changed;
    }

    /** Reads the file now, and every 5 s from now on. */
    void watch(ScheduledExecutorService actor) {
        look();
        var unused = actor.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        try {
            Set<String> hosts = Files.readAllLines(file).stream()
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
            if (!last.equals(Optional.of(hosts))) {
                last = Optional.of(hosts);
                changed.accept(hosts);
            }
        } catch (IOException e) {
            LOG.error("Error reading whitelist file: {}. Retrying", e.toString());
        }
    }
}
