package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host that is on: the process that holds its namespaces.
 *
 * <p>It is a shell, so that orphans on the host are taken in and buried, as {@code init} would: an agent that looks for
 * a task by its process id must not find a corpse. It sets its network up itself, from lines on its standard input. Its
 * shared memory is its own, so that what lies there goes with it as in a reboot.
 */
final class NamespaceHost {

    private static final long END_LIMIT_SECONDS = 10;
    private static final String FIRST_PROCESS = """
            hostname "$1"
            mount -t tmpfs -o mode=1777 host /dev/shm
            for knob in ipv4/tcp_rto_max_ms=1000 ipv6/conf/all/disable_ipv6=1; do
                { echo "${knob#*=}" > "/proc/sys/net/${knob%=*}"; } 2>/dev/null
            done
            echo BORN
            ip -batch - >&2 && echo JOINED
            exec >/dev/null </dev/null
            while :; do sleep 1000000 & wait; done
            """;

    private final HostPlan plan;
    private final Process holder;
    private final BufferedReader output;
    private final ProcessHandle first;

    private NamespaceHost(HostPlan plan, Process holder) throws IOException {
        this.plan = plan;
        this.holder = holder;
        this.output = holder.inputReader(UTF_8);
        expect("BORN");
        this.first = holder.children()
                .findFirst()
                .orElseThrow(() -> new IOException("the first process of " + plan.name() + " has gone at once"));
    }

    /**
     * Starts the process; {@link #born} waits for what it makes.
     *
     * @param log for what it complains about
     */
    static Process conceive(HostPlan plan, Path log) {
        List<String> command = List.of("unshare", "--net", "--pid", "--uts", "--mount", "--fork", "--kill-child",
                "--mount-proc", "--", "sh", "-c", FIRST_PROCESS, "host", plan.name());
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new ClusterException("host " + plan.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** The host, once its namespaces exist. */
    static NamespaceHost born(HostPlan plan, Process holder) {
        try {
            return new NamespaceHost(plan, holder);
        } catch (IOException e) {
            holder.destroyForcibly();
            throw new ClusterException("host " + plan.name() + " was not born: " + e.getMessage(), e);
        }
    }

    /** Lets the host set up its ends of the cables. */
    void join(List<String> lines) {
        try (OutputStream in = holder.getOutputStream()) {
            in.write(String.join("\n", lines).concat("\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new ClusterException("host " + plan.name() + " does not take its addresses: " + e.getMessage(), e);
        }
    }

    /** Waits until {@link #join} is done. */
    void joined() {
        try {
            expect("JOINED");
        } catch (IOException e) {
            throw new ClusterException("host " + plan.name() + " did not join the network: " + e.getMessage(), e);
        }
    }

    HostPlan plan() {
        return plan;
    }

    long pid() {
        return first.pid();
    }

    boolean isAlive() {
        return first.isAlive();
    }

    /** Kills the first process, and so all of them; {@link #gone} waits for it. */
    void kill() {
        first.destroyForcibly();
    }

    /** Waits until no process of the host is left: the kernel buries the first one last. */
    void gone() {
        try {
            if (!holder.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ClusterException("host " + plan.name() + " still has processes " + END_LIMIT_SECONDS
                        + " s after it was killed: look for one in uninterruptible sleep");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while host " + plan.name() + " went off", e);
        }
    }

    private void expect(String word) throws IOException {
        String line = output.readLine();
        if (!word.equals(line)) {
            throw new IOException("expected " + word + ", got " + line);
        }
    }
}
