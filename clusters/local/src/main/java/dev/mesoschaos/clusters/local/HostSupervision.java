package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Supervision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@link Daemons} and the processes of a host tell each other, in files of the host: a daemon writes down who it is
 * before it runs, and holds are files of a directory.
 */
record HostSupervision(RunFiles files) implements Supervision {

    /** Becomes the daemon: the process id and start stay the same. Fields of stat are counted after the program's name. */
    private static final String RECORD = """
            file=$1
            shift
            read -r stat <"/proc/$$/stat"
            started() {
                set -- ${stat##*\\) }
                start=${20}
            }
            started
            echo "$$ $start" >"$file.new" && mv "$file.new" "$file"
            exec "$@"
            """;

    private static final String FIND = """
            { read -r pid start <"$1" && read -r stat <"/proc/$pid/stat"; } 2>/dev/null || exit 0
            set -- ${stat##*\\) }
            [ "$1" != Z ] && [ "${20}" = "$start" ] && echo "$pid"
            exit 0
            """;

    /** The command line of a daemon that writes down who it is. */
    List<String> recorded(String host, List<String> command) {
        return Stream.concat(
                        Stream.of("sh", "-c", RECORD, "daemon", directory(host).resolve("daemon").toString()),
                        command.stream())
                .toList();
    }

    @Override
    public List<String> find(String host) {
        return List.of("sh", "-c", FIND, "find", directory(host).resolve("daemon").toString());
    }

    @Override
    public List<String> hold(String host, String mark) {
        return List.of("touch", holds(host).resolve(mark).toString());
    }

    @Override
    public List<String> release(String host, String mark) {
        return List.of("rm", "-f", holds(host).resolve(mark).toString());
    }

    /** Makes the directories of a host. */
    void prepare(String host) {
        try {
            Files.createDirectories(holds(host));
        } catch (IOException e) {
            throw new ClusterException(holds(host) + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Whether anybody holds the daemon of a host. */
    boolean isHeld(String host) {
        try (Stream<Path> held = Files.list(holds(host))) {
            return held.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends all holds, as a reboot does. */
    void releaseAll(String host) {
        try (Stream<Path> held = Files.list(holds(host))) {
            for (Path hold : held.toList()) {
                Files.deleteIfExists(hold);
            }
        } catch (IOException e) {
            throw new ClusterException(holds(host) + " cannot be emptied: " + e.getMessage(), e);
        }
    }

    private Path holds(String host) {
        return directory(host).resolve("held");
    }

    private Path directory(String host) {
        return files.supervision(host);
    }
}
