package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import dev.mesoschaos.scenarios.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The process that holds a cluster to be played with: {@code PlaygroundMain DIRECTORY PID START}, with the id and the start of
 * the process it belongs to. It ends when its standard input does. Standard output carries {@link Playground} as JSON, once.
 */
public final class PlaygroundMain {

    /** Once nobody is there any more: time for an end in order, short enough that all is gone within ten seconds. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(7);

    private static final Duration APPS_LIMIT = Duration.ofSeconds(60);
    private static final Duration TICK = Duration.ofMillis(200);

    private PlaygroundMain() {}

    /** Opens the cluster, starts its apps, says where all is, and closes it at the end of standard input. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        PrintStream out = System.out;
        System.setOut(System.err);
        Clock clock = Clock.system();
        RunRequest request = RunRequest.read(directory);
        Plugins plugins = Plugins.find();
        Scenario scenario = new ScenarioReader(plugins)
                .read(request.scenario(), request.file(), RunRequest.variables(request.settings()))
                .orThrow();
        ClusterProvider provider = plugins.clusters().get(request.clusterKind());
        Recorder nobody = event -> {};
        try (Cluster cluster = provider.open(new ClusterProvider.Request(
                        scenario.cluster(), Set.of(), request.settings(), directory, nobody));
                Workload workload = plugins.workloads().getFirst().start(
                        scenario.workload(),
                        new RunContext(request.runId(), cluster, nobody, clock, new Seed(request.seed()), directory))) {
            awaitApps(workload, clock);
            Playground playground = describe(
                    Long.parseLong(args[1]), Instant.parse(args[2]), cluster, workload, scenario.workload());
            playground.write(directory);
            out.println(JournalJson.mapper().writeValueAsString(playground));
            out.flush();
            System.in.readAllBytes();
            Thread.ofPlatform().daemon().name("last-words").start(() -> {
                clock.pause(LAST_WORDS);
                Runtime.getRuntime().halt(4);
            });
            Playground.remove(directory);
        }
    }

    private static void awaitApps(Workload workload, Clock clock) {
        Instant deadline = clock.now().plus(APPS_LIMIT);
        List<String> unsettled = workload.unsettled();
        while (!unsettled.isEmpty()) {
            if (clock.now().isAfter(deadline)) {
                throw new ClusterException("the apps do not run after " + APPS_LIMIT.toSeconds() + " s: " + unsettled);
            }
            clock.pause(TICK);
            unsettled = workload.unsettled();
        }
    }

    private static Playground describe(
            long pid, Instant started, Cluster cluster, Workload workload, List<AppSpec> specs) {
        Map<String, Address> agents = new LinkedHashMap<>();
        for (Host agent : cluster.topology().of(Role.AGENT)) {
            agents.put(agent.name(), cluster.route(agent.service()));
        }
        Map<String, List<Address>> apps = new LinkedHashMap<>();
        for (AppSpec app : specs) {
            apps.put(app.app(), workload.endpoints(app.app()).stream().map(Workload.Endpoint::address).toList());
        }
        return new Playground(
                pid, started, cluster.network(), cluster.masters(), cluster.zookeeper(), cluster.election().orElse(""),
                agents, apps);
    }
}
