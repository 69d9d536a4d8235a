package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Clears a cluster away after this process, however it ended: the proxied network has no namespace that would.
 *
 * <p>A shell in a session of its own, out of reach of a terminal's signals, that waits for the end of its standard
 * input. The kernel brings it when this process is gone.
 */
final class Reaper implements AutoCloseable {

    private static final long END_LIMIT_SECONDS = 10;
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            cat > /dev/null
            rounds=0
            while [ $rounds -lt 50 ]; do
                found=$(grep -lszxF -- "$1" /proc/[0-9]*/environ)
                [ -n "$found" ] || break
                for file in $found; do
                    pid=${file#/proc/}
                    kill -9 "${pid%/environ}"
                done
                sleep 0.1
                rounds=$((rounds + 1))
            done
            rm -rf -- "$2"
            """;

    private final Process process;

    private Reaper(Process process) {
        this.process = process;
    }

    /**
     * Sets it to wait.
     *
     * @param mark {@code NAME=value}, carried by all processes of the cluster
     * @param work directory to remove
     */
    static Reaper start(String mark, Path work) {
        ProcessBuilder builder = new ProcessBuilder("setsid", "sh", "-c", SCRIPT, "reaper", mark, work.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return new Reaper(builder.start());
        } catch (IOException e) {
            throw new ClusterException("setsid or sh is missing: install util-linux; " + e.getMessage(), e);
        }
    }

    /** Lets it do its work now and waits for it. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ClusterException("the reaper " + process.pid() + " does not end: look what it waits for");
            }
        } catch (IOException e) {
            throw new ClusterException("the reaper cannot be told to end: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
