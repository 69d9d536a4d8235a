package dev.mesoschaos.testbed.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Caches of jars that have been built again since: 60 MB each that nobody will ask for. */
final class OldCaches {

    private static final Logger LOG = LoggerFactory.getLogger(OldCaches.class);

    /** As many as a machine needs that switches between a few versions. */
    private static final int KEPT = 4;

    private OldCaches() {}

    /** Notes that a cache is wanted. */
    static void used(Path cache, Instant now) {
        try {
            Files.setLastModifiedTime(cache, FileTime.from(now));
        } catch (IOException e) {
            LOG.debug("{} keeps its time: {}", cache, e.getMessage());
        }
    }

    /**
     * Deletes all but those used last. Processes that run have theirs mapped and do not notice; one that is just being
     * started does without.
     *
     * @param prefix of the names of caches
     */
    static void prune(Path directory, String prefix) throws IOException {
        List<Path> unused;
        try (Stream<Path> files = Files.list(directory)) {
            unused = files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> !file.toString().endsWith(ClassCache.LOCK))
                    .sorted(Comparator.comparingLong((Path file) -> file.toFile().lastModified()).reversed())
                    .skip(KEPT)
                    .toList();
        }
        for (Path cache : unused) {
            Files.deleteIfExists(cache);
            Files.deleteIfExists(ClassCache.lockOf(cache));
        }
    }
}
