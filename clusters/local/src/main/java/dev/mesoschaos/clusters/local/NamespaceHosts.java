package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Hosts as namespaces below those of this process: the thin effect of {@link NamespacePlan}. */
final class NamespaceHosts implements Hosts {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final List<String> racks;
    private final RunFiles files;
    private final Map<String, NamespaceHost> alive = new ConcurrentHashMap<>();

    /**
     * Builds the fabric; all hosts are off.
     *
     * @param uplink bits per second of each uplink
     */
    NamespaceHosts(List<String> racks, OptionalLong uplink, RunFiles files) {
        this.files = files;
        this.racks = List.copyOf(racks);
        ip(NamespacePlan.fabric(racks));
        uplink.ifPresent(bits -> batch("tc", NamespacePlan.uplinks(racks, bits)));
    }

    @Override
    public synchronized void on(List<HostPlan> hosts) {
        Map<HostPlan, Process> conceived = new LinkedHashMap<>();
        hosts.stream()
                .filter(host -> !isOn(host))
                .forEach(host -> conceived.put(host, NamespaceHost.conceive(host, files.log(host.name()))));
        Map<HostPlan, NamespaceHost> born = new LinkedHashMap<>();
        conceived.forEach((host, holder) -> born.put(host, NamespaceHost.born(host, holder)));
        List<String> cables = new ArrayList<>();
        born.forEach((host, body) -> cables.addAll(NamespacePlan.cables(host, body.pid())));
        born.forEach((host, body) -> alive.put(host.name(), body));
        if (!cables.isEmpty()) {
            ip(cables);
        }
        born.forEach((host, body) -> body.join(NamespacePlan.interfaces(host)));
        born.values().forEach(NamespaceHost::joined);
    }

    @Override
    public synchronized void off(HostPlan host) {
        NamespaceHost body = alive.remove(host.name());
        if (body == null) {
            return;
        }
        body.kill();
        body.gone();
        unplug(NamespacePlan.noCables(host));
    }

    @Override
    public boolean isOn(HostPlan host) {
        NamespaceHost body = alive.get(host.name());
        return body != null && body.isAlive();
    }

    @Override
    public ProcessBuilder command(HostPlan host, List<String> command) {
        NamespaceHost body = alive.get(host.name());
        if (body == null) {
            throw new ClusterException("host " + host.name() + " is off: switch it on first");
        }
        List<String> enter = List.of(
                "nsenter", "--target", Long.toString(body.pid()), "--net", "--pid", "--uts", "--mount", "--");
        return new ProcessBuilder(Stream.concat(enter.stream(), command.stream()).toList());
    }

    /** {@code nsenter} stops itself when its child is stopped, and would not notice any more that the child ends. */
    @Override
    public ProcessBuilder daemonCommand(HostPlan host, List<String> command) {
        List<String> attended = List.of("sh", "-c", "\"$@\" & wait $!", "attendant");
        return command(host, Stream.concat(attended.stream(), command.stream()).toList());
    }

    /** Whoever enters a process namespace stays outside and lets a child go in: here the attendant. */
    @Override
    public ProcessHandle daemon(Process started) {
        return started.children()
                .flatMap(ProcessHandle::children)
                .findFirst()
                .orElseGet(started::toHandle);
    }

    @Override
    public synchronized void close() {
        List<NamespaceHost> bodies = List.copyOf(alive.values());
        alive.clear();
        bodies.forEach(NamespaceHost::kill);
        bodies.forEach(NamespaceHost::gone);
        // The kernel takes the network of a dead host down when it has time; the next cluster needs the same names.
        List<String> lines = new ArrayList<>();
        bodies.forEach(body -> lines.addAll(NamespacePlan.noCables(body.plan())));
        lines.addAll(NamespacePlan.noFabric(racks));
        unplug(lines);
    }

    private static void ip(List<String> lines) {
        batch("ip", lines);
    }

    private static void batch(String tool, List<String> lines) {
        Command.mustRun(List.of(tool, "-batch", "-"), String.join("\n", lines) + "\n", LIMIT);
    }

    /** Removes what may be gone already. */
    private static void unplug(List<String> lines) {
        Command.run(List.of("ip", "-force", "-batch", "-"), String.join("\n", lines) + "\n", LIMIT);
    }
}
