package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Supervision;
import java.nio.file.Path;
import java.util.List;

/**
 * Commands that a {@link PlayedSupervisor} understands, in whatever process it is.
 *
 * @param directory where it has its files
 */
public record PlayedSupervision(Path directory) implements Supervision {

    private static final String FIND = """
            { read -r pid <"$1"; } 2>/dev/null && kill -0 "$pid" 2>/dev/null && echo "$pid"
            exit 0
            """;

    Path pid(String host) {
        return directory.resolve(host + ".pid");
    }

    /** Where a host has a file for each hold. */
    public Path holds(String host) {
        return directory.resolve(host + ".held");
    }

    @Override
    public List<String> find(String host) {
        return List.of("sh", "-c", FIND, "find", pid(host).toString());
    }

    @Override
    public List<String> hold(String host, String mark) {
        return List.of("touch", holds(host).resolve(mark).toString());
    }

    @Override
    public List<String> release(String host, String mark) {
        return List.of("rm", "-f", holds(host).resolve(mark).toString());
    }
}
