package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.MesosHttpBuilder;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider.Request;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.KillSwitch;
import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Power;
import dev.mesoschaos.scenarios.cluster.Services;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.cluster.TaskExecutors;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.testbed.process.Lifeline;
import dev.mesoschaos.testbed.process.Logging;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;
import org.slf4j.event.Level;

/**
 * A process that opens a cluster and obeys lines on its standard input, because the process of a test cannot enter
 * namespaces itself. Each answer is one line; the end of the input ends it like an engine whose harness died.
 */
final class ClusterDrill {

    private ClusterDrill() {}

    /** Arguments: the run's directory, capabilities joined by commas or a hyphen, then settings as name=value. */
    public static void main(String[] arguments) throws IOException {
        Logging.toStandardError(Level.WARN, Map.of());
        Set<Capability> needs = EnumSet.noneOf(Capability.class);
        if (!arguments[1].equals("-")) {
            Arrays.stream(arguments[1].split(",", -1)).map(Capability::valueOf).forEach(needs::add);
        }
        Map<String, String> settings = new HashMap<>();
        Arrays.stream(arguments).skip(2).map(pair -> pair.split("=", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
        Request request = new Request(
                ClusterSpec.DEFAULT, needs, settings, Path.of(arguments[0]), event -> System.err.println(event));
        Instant started = Clock.system().now();
        try (Cluster cluster = new LocalProvider().open(request)) {
            System.out.println("READY " + Duration.between(started, Clock.system().now()).toMillis() + " ms "
                    + Math.round(cluster.residentMb()) + " MB " + cpuMillis() + " ms of CPU " + cluster.network() + " " + cluster.id());
            obey(cluster);
        } catch (ClusterException e) {
            System.out.println("FAILED " + e.getMessage().replace('\n', '|'));
        }
        System.out.println("CLOSED");
    }

    private static void obey(Cluster cluster) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = lines.readLine(); ; line = lines.readLine()) {
            if (line == null) {
                Runtime.getRuntime().halt(Lifeline.CUT_STATUS);
            }
            if (line.equals("close")) {
                return;
            }
            try {
                System.out.println(answer(cluster, List.of(line.split(" ", -1))));
            } catch (RuntimeException e) {
                System.out.println("FAILED " + String.valueOf(e.getMessage()).replace('\n', '|'));
            }
        }
    }

    private static String answer(Cluster cluster, List<String> words) throws IOException {
        String host = words.size() > 1 ? words.get(1) : "";
        return switch (words.getFirst()) {
            case "off" -> {
                cluster.power(Power.class).orElseThrow().off(host);
                yield "OK";
            }
            case "on" -> {
                cluster.power(Power.class).orElseThrow().on(host);
                yield "OK";
            }
            case "is-on" -> Boolean.toString(cluster.power(Power.class).orElseThrow().isOn(host));
            case "shell" -> {
                Shell.Result result = cluster.power(Shell.class)
                        .orElseThrow()
                        .run(host, words.subList(2, words.size()), "", Duration.ofSeconds(2));
                yield result.exitCode() + " " + (result.stdout() + result.stderr()).replace('\n', '|');
            }
            case "find" -> order(cluster, host, supervision(cluster).find(host));
            case "hold" -> order(cluster, host, supervision(cluster).hold(host, words.get(2)));
            case "release" -> order(cluster, host, supervision(cluster).release(host, words.get(2)));
            case "serves" -> Boolean.toString(cluster.power(Services.class).orElseThrow().serves(host));
            case "executors" -> cluster.power(TaskExecutors.class).orElseThrow().on(host).toString();
            case "signal" -> {
                control(cluster).signal(host, DaemonControl.Signal.valueOf(words.get(2)));
                yield "OK";
            }
            case "supervise" -> {
                control(cluster).supervise(host, Boolean.parseBoolean(words.get(2)));
                yield "OK";
            }
            case "start" -> {
                control(cluster).start(host);
                yield "OK";
            }
            case "wipe" -> {
                control(cluster).wipe(host);
                yield "OK";
            }
            case "runs" -> Boolean.toString(control(cluster).runs(host));
            case "ends" -> control(cluster).ends(host).stream()
                    .map(end -> Integer.toString(end.status()))
                    .collect(Collectors.joining(",", "[", "]"));
            case "leader" -> cluster.power(Leaders.class).orElseThrow().leadingMaster().orElse("none");
            case "zookeeper-leader" -> cluster.power(Leaders.class).orElseThrow().zookeeperLeader().orElse("none");
            case "halt" -> {
                HaltSamples.create(cluster, host);
                yield "OK";
            }
            case "resume" -> {
                HaltSamples.release(cluster);
                yield "OK";
            }
            case "halted" -> cluster.power(KillSwitch.class).orElseThrow().engaged().orElse("no");
            case "grade" -> cluster.grade().name();
            case "facts" -> cluster.facts().toString();
            case "agents" -> activeAgents(cluster);
            case "links" -> {
                Links links = cluster.power(Links.class).orElseThrow();
                yield links.server() + " " + links.api() + " " + links.all().size();
            }
            default -> throw new IllegalArgumentException("unknown: " + words);
        };
    }

    private static Supervision supervision(Cluster cluster) {
        return cluster.power(Supervision.class).orElseThrow();
    }

    private static String order(Cluster cluster, String host, List<String> command) {
        Shell.Result result = cluster.power(Shell.class).orElseThrow().run(host, command, "", Duration.ofSeconds(10));
        return result.exitCode() + " " + (result.stdout() + result.stderr()).strip();
    }

    private static DaemonControl control(Cluster cluster) {
        return cluster.power(DaemonControl.class).orElseThrow();
    }

    private static long cpuMillis() {
        return ProcessHandle.current().descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toMillis)
                .sum();
    }

    private static String activeAgents(Cluster cluster) {
        List<MasterAddress> masters = cluster.masters().stream().map(ClusterDrill::master).toList();
        MesosHttpBuilder http = MesosHttp.builder()
                .route(advertised -> master(cluster.route(new Address(advertised.host(), advertised.port()))));
        try (MesosHttp open = http.build()) {
            return new OperatorClient(open, LeaderSource.of(masters)).agents().getAgentsList().stream()
                    .filter(Agent::getActive)
                    .map(agent -> agent.getAgentInfo().getHostname())
                    .sorted()
                    .collect(Collectors.joining(","));
        }
    }

    private static MasterAddress master(Address address) {
        return new MasterAddress(address.host(), address.port());
    }
}
