package dev.mesoschaos.clusters.local;

import java.nio.file.Path;
import java.util.Map;

/** Where what is worth keeping between runs lies. */
final class CacheDirectory {

    /** Setting or system property that names another place. */
    static final String PROPERTY = "chaos.cache";

    private CacheDirectory() {}

    /** The directory that was set, else the usual one of this user. */
    static Path of(Map<String, String> settings, Map<String, String> environment) {
        String given = settings.getOrDefault(PROPERTY, System.getProperty(PROPERTY));
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        String caches = environment.get("XDG_CACHE_HOME");
        return caches == null || caches.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "mesos-chaos")
                : Path.of(caches, "mesos-chaos").toAbsolutePath();
    }
}
