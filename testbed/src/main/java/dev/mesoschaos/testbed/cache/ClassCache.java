package dev.mesoschaos.testbed.cache;

import dev.mesoschaos.mesosclient.SystemTime;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the class cache of a JDK and class path when it is missing. */
public final class ClassCache {

    private static final Logger LOG = LoggerFactory.getLogger(ClassCache.class);

    /** How the name of a file ends that is locked while a cache is made. */
    static final String LOCK = ".lock";

    private static final String PREFIX = "classes-";

    private ClassCache() {}

    /**
     * The options with which a JVM uses the cache. The first call for a class path takes some seconds; processes that
     * call at the same time wait for one of them.
     *
     * @param java the launcher of the JDK that will run the processes
     * @param classpath their class path, in order; jars only, since the JVM caches nothing from directories
     * @param cacheDirectory where caches are kept between runs; made when missing
     * @param news hears when a cache must be made first
     * @return no options, and the reason in the log, when there is no cache; processes then just start slower
     */
    public static List<String> options(
            Path java, List<Path> classpath, Path cacheDirectory, Consumer<String> news) {
        TrainingRun training = new TrainingRun();
        return options(java, classpath, cacheDirectory, (home, path, cache, work) -> {
            news.accept("making the class-data cache for quick starts in " + cacheDirectory + " (once, some seconds)");
            training.make(home, path, cache, work);
        });
    }

    // Two threads of one JVM cannot both hold the file lock.
    static synchronized List<String> options(
            Path java, List<Path> classpath, Path cacheDirectory, CacheMaker maker) {
        List<Path> directories = classpath.stream().filter(Files::isDirectory).toList();
        if (!directories.isEmpty()) {
            LOG.info("No class cache: {} is a directory, and only jars can be cached", directories.getFirst());
            return List.of();
        }
        try {
            JavaHome home = JavaHome.of(java);
            Path cache = cacheDirectory.resolve(PREFIX + CacheKey.of(home, classpath) + home.cacheSuffix());
            if (!Files.exists(cache)) {
                makeOnce(home, classpath, cache, maker);
            }
            OldCaches.used(cache, SystemTime.clock().instant());
            return home.useOptions(cache);
        } catch (IOException e) {
            LOG.warn("No class cache: {}", e.getMessage());
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("No class cache: interrupted while it was made");
            return List.of();
        }
    }

    private static void makeOnce(JavaHome home, List<Path> classpath, Path cache, CacheMaker maker)
            throws IOException, InterruptedException {
        Files.createDirectories(cache.getParent());
        try (FileChannel channel =
                        FileChannel.open(lockOf(cache), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || Files.exists(cache)) {
                return;
            }
            Path work = Files.createTempDirectory(cache.getParent(), "training-");
            try {
                Path made = work.resolve("cache");
                maker.make(home, classpath, made, work);
                Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
                OldCaches.prune(cache.getParent(), PREFIX);
            } finally {
                WorkDirectory.delete(work);
            }
        }
    }

    static Path lockOf(Path cache) {
        return cache.resolveSibling(cache.getFileName() + LOCK);
    }
}
