package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Command lines of an installed Mesos (mesos-facts section 14, last paragraph); ZooKeeper stays our own.
 *
 * @param home where it is
 * @param flags those that the testbed's daemons get, too
 * @param zookeeper command lines of ZooKeeper servers
 * @param isolation how agents keep tasks apart
 */
record InstalledDaemons(
        MesosHome home, KnownFlags masterKnows, KnownFlags agentKnows, MesosFlags flags, DaemonCommands zookeeper,
        Isolation isolation, RunFiles files)
        implements DaemonCommands {

    /**
     * Asks the programs what they know.
     *
     * @throws ClusterException when they lack a flag that the cluster needs
     */
    static InstalledDaemons of(
            MesosHome home, MesosFlags flags, DaemonCommands zookeeper, Cgroups cgroups, RunFiles files) {
        KnownFlags master = KnownFlags.ask(home.master(), home.environment(System.getenv()));
        KnownFlags agent = KnownFlags.ask(home.agent(), home.environment(System.getenv()));
        lacks(home, master, agent, flags.spec()).ifPresent(lack -> {
            throw new ClusterException(lack);
        });
        return new InstalledDaemons(
                home, master, agent, flags, zookeeper, Isolation.choose(agent, cgroups), files);
    }

    /** What a cluster needs and this Mesos does not have, in words. */
    static Optional<String> lacks(MesosHome home, KnownFlags master, KnownFlags agent, ClusterSpec spec) {
        List<String> lacking = new ArrayList<>();
        Set<String> ofMaster = master.unknown(spec.masterFlags().keySet());
        Set<String> ofAgent = agent.unknown(spec.agentFlags().keySet());
        if (!ofMaster.isEmpty()) {
            lacking.add("its master does not know the flags " + ofMaster);
        }
        if (!ofAgent.isEmpty()) {
            lacking.add("its agent does not know the flags " + ofAgent);
        }
        if (spec.simulatedAgents() > 0) {
            lacking.add("simulated agents speak to the testbed's masters only");
        }
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("the Mesos in " + home.directory() + " cannot do this: " + String.join("; ", lacking));
    }

    @Override
    public List<String> of(HostPlan host) {
        return switch (host.host().role()) {
            case ZOOKEEPER -> zookeeper.of(host);
            case MASTER -> command(home.master(), masterKnows, master(host));
            case AGENT -> command(home.agent(), agentKnows, agent(host));
        };
    }

    /** Programs of Mesos read flags and addresses from the environment, too. */
    @Override
    public Map<String, String> environment(HostPlan host) {
        Map<String, String> environment = new LinkedHashMap<>(home.environment(System.getenv()));
        environment.put("LIBPROCESS_IP", host.address());
        return environment;
    }

    private Map<String, String> master(HostPlan host) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("log_dir", logs(host));
        all.put("no-hostname_lookup", "");
        all.putAll(flags.master(host));
        return all;
    }

    private Map<String, String> agent(HostPlan host) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("log_dir", logs(host));
        all.put("no-hostname_lookup", "");
        all.put("no-systemd_enable_support", "");
        all.put("launcher_dir", home.launcherDir().toString());
        all.putAll(isolation.flags(host));
        all.putAll(flags.agent(host));
        return all;
    }

    private String logs(HostPlan host) {
        return files.disk(host.name()).resolve("log").toString();
    }

    /** What the program does not know is left out: another version does without it. */
    private static List<String> command(Path program, KnownFlags known, Map<String, String> flags) {
        return Stream.concat(
                        Stream.of(program.toString()),
                        flags.entrySet().stream()
                                .filter(flag -> known.has(flag.getKey().replaceFirst("^no-", "")))
                                .map(flag -> flag.getKey().startsWith("no-")
                                        ? "--" + flag.getKey()
                                        : "--" + flag.getKey() + "=" + flag.getValue()))
                .toList();
    }
}
