package dev.mesoschaos.injectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Hosts that are network namespaces, each held by a process of its own; they go with the enclosure of all. */
public final class NamespaceShell implements Shell {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Ids of the processes that hold the hosts. */
    public final Map<String, Long> holders = new HashMap<>();

    /** Makes a host with one address on a bridge of this process. */
    public void add(String host, String address, String bridge) throws IOException {
        Process holder = new ProcessBuilder("unshare", "--net", "sh", "-c", "echo born; exec cat").start();
        if (holder.getInputStream().read() < 0) {
            throw new IOException("no namespace for " + host);
        }
        holders.put(host, holder.pid());
        here("ip", "link", "add", "v-" + host, "type", "veth", "peer", "name", "eth0", "netns", "" + holder.pid());
        here("ip", "link", "set", "v-" + host, "master", bridge, "up");
        must(host, "ip", "addr", "add", address + "/24", "dev", "eth0");
        must(host, "ip", "link", "set", "eth0", "up");
        must(host, "ip", "link", "set", "lo", "up");
    }

    /** Runs a command here that must succeed. */
    public void here(String... command) {
        check(run(List.of(command), "", LIMIT), command);
    }

    /** Runs a command on a host that must succeed. */
    public String must(String host, String... command) {
        return check(run(host, command), command);
    }

    /** Starts a command on a host that ends with this process. */
    public Process start(String host, String... command) throws IOException {
        return new ProcessBuilder(entering(host, List.of(command))).redirectErrorStream(true).start();
    }

    private static String check(Result result, String... command) {
        if (!result.ok()) {
            throw new ClusterException(String.join(" ", command) + ": " + result.stderr());
        }
        return result.stdout();
    }

    @Override
    public Result run(String host, List<String> command, String stdin, Duration timeout) {
        return run(entering(host, command), stdin, timeout);
    }

    private List<String> entering(String host, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("nsenter", "-t", "" + holders.get(host), "-n", "--"));
        whole.addAll(command);
        return whole;
    }

    private static void feed(Process process, String stdin) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(stdin.getBytes(UTF_8));
        } catch (IOException e) {
            // A program that ends without reading its input is judged by its exit code.
        }
    }

    /** Runs a command here. */
    public static Result run(List<String> command, String stdin, Duration timeout) {
        try {
            Process process = new ProcessBuilder(command).start();
            feed(process, stdin);
            String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
            String stderr = new String(process.getErrorStream().readAllBytes(), UTF_8);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ClusterException(command + " did not end in time");
            }
            return new Result(process.exitValue(), stdout, stderr);
        } catch (IOException | InterruptedException e) {
            throw new ClusterException(command + " cannot be run: " + e.getMessage(), e);
        }
    }
}
